using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Looks, before the app starts, whether there are the engines that were chosen; and has them put down their work when it stops.
/// </summary>
internal sealed class EngineLife(IServiceProvider services, EngineChoice choice) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="SettingException">There is no such engine, or no such kind.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not before: what they are made of opens the data, which is taken first.
        EngineRegistry engines = services.GetRequiredService<EngineRegistry>();
        JobKinds kinds = services.GetRequiredService<JobKinds>();
        string known = string.Join(", ", engines.Names);
        Check($"{EngineOptions.Section}:Default", choice.Default);
        foreach (((string product, string kind), string engine) in choice.ByKind)
        {
            string setting = $"{EngineOptions.Section}:{product}:{kind}";
            if (!kinds.TryGet(product, kind, out _))
            {
                IEnumerable<string> names = kinds.All.Select(each => $"{each.Product}:{each.Name}").Order();
                throw new SettingException(setting, $"is no kind of job; known here: {string.Join(", ", names)}");
            }
            Check(setting, engine);
        }
        foreach ((string kind, string engine) in choice.ByName)
        {
            string setting = $"{EngineOptions.Section}:{kind}";
            if (!kinds.All.Any(each => each.Name == kind))
            {
                IEnumerable<string> names = kinds.All.Select(each => each.Name).Distinct().Order();
                throw new SettingException(setting, $"is no kind of job; known here: {string.Join(", ", names)}");
            }
            Check(setting, engine);
        }
        foreach (IJobKind kind in kinds.All.Where(kind => !engines.CanDo(kind)))
        {
            string engine = choice.Of(kind.Product, kind.Name);
            throw new SettingException(
                EngineOptions.SettingOf(choice, kind), $"is '{engine}', which cannot do {kind.Product}:{kind.Name}");
        }
        return Task.CompletedTask;

        void Check(string setting, string engine)
        {
            if (!engines.Names.Contains(engine)) throw new SettingException(setting, $"is '{engine}'; known here: {known}");
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<EngineRegistry>().StopAsync();
}
