using System.Net.Mail;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.Mailing;
using Understudy.Shared;

namespace Understudy.Infrastructure.Tests;

/// <summary>Folders and locks that cannot be used are told when they are opened, with what to do.</summary>
public sealed class StartFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("work")]
    [InlineData("mail")]
    [InlineData("mail/.tmp")]
    [InlineData("media")]
    [InlineData("media/uploads")]
    [InlineData("media/library")]
    [InlineData("media/.tmp")]
    [InlineData("media/.meta")]
    [InlineData("media/.meta/uploads")]
    [InlineData("media/.meta/library")]
    public void A_file_where_a_folder_should_be_is_told_at_once(string name)
    {
        string file = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        Should.Throw<IOException>(OpenAll).Message.ShouldBe($"{file} is a file where a folder should be: move it away.");
    }

    [Fact]
    public void Nothing_is_left_in_a_folder_that_was_tried()
    {
        OpenAll();
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldBe([".lock", ".signing-key"], ignoreOrder: true);
    }

    [Fact]
    public void A_lock_that_is_a_folder_is_not_called_somebody_elses()
    {
        Directory.CreateDirectory(_folder[".lock"]);
        Should.Throw<IOException>(OpenAll).Message
            .ShouldBe($"{_folder[".lock"]} is a folder where a file should be: move it away.");
    }

    [Fact]
    public void What_the_system_denies_is_told_with_what_to_look_at()
    {
        string told = Should.Throw<IOException>(() => UnusableFile.Use(
            _folder["keys"], () => throw new UnauthorizedAccessException("Access to 'x' is denied."))).Message;
        told.ShouldBe(
            $"{_folder["keys"]} cannot be used: Access to 'x' is denied. Check the owner and the permissions, of it " +
            "and of what is in it, and the disk.");
    }

    [Fact]
    public void A_folder_in_which_nothing_can_be_made_is_told()
    {
        // Nobody can make a file there, not even its owner.
        if (!OperatingSystem.IsLinux()) return;
        Should.Throw<IOException>(() => UnusableFile.MakeFolder("/proc/self/fd")).Message
            .ShouldStartWith("/proc/self/fd cannot be used: ");
        Should.Throw<IOException>(() => LockFile.Take("/proc/self/fd", ".lock")).Message
            .ShouldStartWith("The data folder '/proc/self/fd' cannot be made or written to: ");
    }

    [Fact]
    public void Processes_side_by_side_have_a_folder_each_and_clear_up_after_one_another()
    {
        using var first = DataFolder.TakeOneIn(_folder["instances"]);
        var killed = DataFolder.TakeOneIn(_folder["instances"]);
        killed.Path.ShouldNotBe(first.Path);
        string left = Path.Combine(killed.Work, "frames");
        File.WriteAllText(left, "");
        killed.Dispose();

        using var next = DataFolder.TakeOneIn(_folder["instances"]);
        next.Path.ShouldBe(killed.Path);
        File.Exists(left).ShouldBeFalse();
    }

    private void OpenAll()
    {
        using var data = DataFolder.Take(_folder.Path);
        _ = new FileMediaStore(new FileMediaOptions(_folder["media"], new Uri("http://localhost")), new FakeClock());
        _ = new FileMailer(_folder["mail"], new MailAddress("a@example.com"), new FakeClock());
    }
}
