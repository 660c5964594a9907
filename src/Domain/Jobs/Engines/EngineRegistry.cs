namespace Understudy.Domain.Jobs.Engines;

/// <summary>An engine that there is here.</summary>
/// <param name="Name">How configurations and tickets call it, e.g. <c>embedded</c>.</param>
/// <param name="Engine">It; made when it is first needed.</param>
public sealed record NamedEngine(string Name, Lazy<IMediaEngine> Engine);

/// <summary>Which engine does which kind of job.</summary>
public sealed class EngineRegistry
{
    private readonly Dictionary<string, NamedEngine> _engines;
    private readonly EngineChoice _choice;

    /// <summary>Knows all engines.</summary>
    public EngineRegistry(IEnumerable<NamedEngine> engines, EngineChoice choice)
    {
        _engines = engines.ToDictionary(engine => engine.Name);
        _choice = choice;
    }

    /// <summary>The names of all engines.</summary>
    public IEnumerable<string> Names => _engines.Keys.Order(StringComparer.Ordinal);

    /// <summary>The engine that works on jobs of a kind from now on.</summary>
    /// <exception cref="InvalidOperationException">The one that was chosen is not there.</exception>
    public IMediaEngine For(IJobKind kind) => Named(_choice.Of(kind.Product, kind.Name));

    /// <summary>The engine that gave a ticket, though another may be chosen now.</summary>
    /// <exception cref="InvalidOperationException">It is no longer there.</exception>
    public IMediaEngine Of(EngineTicket ticket) => Named(ticket.Engine);

    /// <summary>Tells all engines that this process ends.</summary>
    public Task StopAsync() => Task.WhenAll(_engines.Values
        .Where(engine => engine.Engine.IsValueCreated).Select(engine => engine.Engine.Value.StopAsync()));

    private IMediaEngine Named(string name) => _engines.TryGetValue(name, out NamedEngine? engine)
        ? engine.Engine.Value
        : throw new InvalidOperationException($"There is no engine '{name}'.");
}

/// <summary>The engines that were chosen for kinds of jobs.</summary>
/// <param name="Default">The engine of all others.</param>
/// <param name="ByKind">The engine's name by product and kind.</param>
public sealed record EngineChoice(string Default, IReadOnlyDictionary<(string Product, string Kind), string> ByKind)
{
    /// <summary>The name of the engine for a kind.</summary>
    public string Of(string product, string kind) => ByKind.GetValueOrDefault((product, kind), Default);

    /// <summary>Whether any kind may be its.</summary>
    public bool Uses(string engine) => Default == engine || ByKind.Values.Contains(engine);
}
