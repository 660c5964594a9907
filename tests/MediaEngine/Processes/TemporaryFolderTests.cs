using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Processes;

public sealed class TemporaryFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("understudy-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Nothing_is_left_of_a_disposed_folder()
    {
        using (var folder = TemporaryFolder.Create(_root))
            File.WriteAllText(folder.File("a.txt"), "content");

        Directory.EnumerateFileSystemEntries(_root).ShouldBeEmpty();
    }

    [Fact]
    public void The_sweep_removes_what_a_dead_process_left_and_nothing_else()
    {
        using var live = TemporaryFolder.Create(_root);
        Directory.CreateDirectory(Path.Combine(_root, "dead"));
        File.WriteAllText(Path.Combine(_root, "dead", "frame.raw"), "left over");
        File.WriteAllText(Path.Combine(_root, "dead.lock"), "");

        TemporaryFolder.RemoveStale(_root).ShouldBe(1);

        Directory.Exists(live.Path).ShouldBeTrue();
        Directory.Exists(Path.Combine(_root, "dead")).ShouldBeFalse();
        File.Exists(Path.Combine(_root, "dead.lock")).ShouldBeFalse();
    }
}
