namespace Understudy.Bench.Measuring;

/// <summary>A temporary folder, removed with everything in it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("understudy-bench-");
    private int _count;

    /// <summary>Makes an empty folder.</summary>
    public string Folder(string name) =>
        _root.CreateSubdirectory($"{name}-{Interlocked.Increment(ref _count)}").FullName;

    public void Dispose() => _root.Delete(recursive: true);
}
