using Understudy.Infrastructure.Files;

namespace Understudy.EngineWorker;

/// <summary>
/// A folder of this process's own below the data folder. Each worker of a machine takes the first one that nobody has, so that
/// what a killed one left is removed by whoever comes next.
/// </summary>
internal sealed class WorkerFolder : IDisposable
{
    private readonly DataFolder _folder;

    private WorkerFolder(DataFolder folder) => _folder = folder;

    /// <summary>Where files are while they are worked on.</summary>
    public string Work => _folder.Work;

    /// <summary>Where files are while they are being stored.</summary>
    public string Drafts => Path.Combine(_folder.Path, "drafts");

    /// <summary>Takes one, until it is disposed of.</summary>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static WorkerFolder Take(string data) => new(DataFolder.TakeOneIn(Path.Combine(data, "workers")));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
