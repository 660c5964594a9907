namespace Understudy.Domain.Jobs.Engines;

/// <summary>An engine that there is here.</summary>
/// <param name="Name">How configurations and tickets call it, e.g. <c>embedded</c>.</param>
/// <param name="Engine">It; made when it is first needed.</param>
public sealed record NamedEngine(string Name, Lazy<IMediaEngine> Engine)
{
    /// <summary>The <see cref="EngineTask"/>s that it can do; null for all of them.</summary>
    public IReadOnlyCollection<Type>? Tasks { get; init; }

    /// <summary>Whether it can do all that a kind asks for; of one that does not say what, only an engine that can do anything.</summary>
    public bool CanDo(IJobKind kind) => Tasks is null || (kind.Tasks.Count > 0 && kind.Tasks.All(Tasks.Contains));
}

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

    /// <summary>Whether the engine that was chosen for a kind can do what that asks for.</summary>
    /// <exception cref="InvalidOperationException">The one that was chosen is not there.</exception>
    public bool CanDo(IJobKind kind) => Found(_choice.Of(kind.Product, kind.Name)).CanDo(kind);

    /// <summary>The engine that works on jobs of a kind from now on.</summary>
    /// <exception cref="InvalidOperationException">The one that was chosen is not there.</exception>
    public IMediaEngine For(IJobKind kind) => Named(_choice.Of(kind.Product, kind.Name));

    /// <summary>The engine that gave a ticket, though another may be chosen now.</summary>
    /// <exception cref="InvalidOperationException">It is no longer there.</exception>
    public IMediaEngine Of(EngineTicket ticket) => Named(ticket.Engine);

    /// <summary>Tells all engines that this process ends.</summary>
    public Task StopAsync() => Task.WhenAll(_engines.Values
        .Where(engine => engine.Engine.IsValueCreated).Select(engine => engine.Engine.Value.StopAsync()));

    private IMediaEngine Named(string name) => Found(name).Engine.Value;

    private NamedEngine Found(string name) => _engines.TryGetValue(name, out NamedEngine? engine)
        ? engine
        : throw new InvalidOperationException($"There is no engine '{name}'.");
}

/// <summary>The engines that were chosen for kinds of jobs.</summary>
/// <param name="Default">The engine of all others.</param>
/// <param name="ByKind">The engine's name by product and kind.</param>
public sealed record EngineChoice(string Default, IReadOnlyDictionary<(string Product, string Kind), string> ByKind)
{
    /// <summary>The engine's name by the kind's name alone, in every product that has one of that name.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the engine for a kind: what was said of the product's counts before what was said of the name.</summary>
    public string Of(string product, string kind) =>
        ByKind.GetValueOrDefault((product, kind)) ?? ByName.GetValueOrDefault(kind) ?? Default;

    /// <summary>Whether any kind may be its.</summary>
    public bool Uses(string engine) =>
        Default == engine || ByKind.Values.Contains(engine) || ByName.Values.Contains(engine);
}
