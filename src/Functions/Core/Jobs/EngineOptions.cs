using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Which engine does which jobs, from the configuration's section <c>Understudy:Engines</c>: <c>Default</c> for all,
/// <c>&lt;kind&gt;</c> for jobs of a kind of that name in any product, and <c>&lt;product&gt;:&lt;kind&gt;</c> for those of one.
/// </summary>
internal static class EngineOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Engines";

    private const string Default = "Default";

    /// <summary>Reads the choice; whether there are such engines and kinds is looked at when the app starts.</summary>
    public static EngineChoice Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection($"{Settings.Section}:{Section}");
        return new EngineChoice(
            section[Default] ?? MediaEngine.EmbeddedMediaEngine.Name,
            section.GetChildren()
                .SelectMany(product => product.GetChildren().Select(kind => (product, kind)))
                .ToDictionary(
                    pair => (pair.product.Key, pair.kind.Key),
                    pair => pair.kind.Value ?? ""))
        {
            ByName = section.GetChildren()
                .Where(child => child.Value is not null && child.Key != Default)
                .ToDictionary(kind => kind.Key, kind => kind.Value!),
        };
    }

    /// <summary>The setting by which an engine was chosen; null if it was not.</summary>
    public static string? SettingOf(EngineChoice choice, string engine) =>
        choice.Default == engine
            ? $"{Section}:{Default}"
            : choice.ByKind.Where(pair => pair.Value == engine).Select(pair => $"{Section}:{pair.Key.Product}:{pair.Key.Kind}")
                .Concat(choice.ByName.Where(pair => pair.Value == engine).Select(pair => $"{Section}:{pair.Key}"))
                .FirstOrDefault();

    /// <summary>The setting that decides which engine does jobs of a kind.</summary>
    public static string SettingOf(EngineChoice choice, IJobKind kind) =>
        choice.ByKind.ContainsKey((kind.Product, kind.Name)) ? $"{Section}:{kind.Product}:{kind.Name}"
        : choice.ByName.ContainsKey(kind.Name) ? $"{Section}:{kind.Name}"
        : $"{Section}:{Default}";
}
