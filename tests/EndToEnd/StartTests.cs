using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A process that cannot start with its data folder as it is says why in one line, and changes nothing.</summary>
public sealed class StartTests(StartTests.KilledApp killed) : IClassFixture<StartTests.KilledApp>
{
    [Theory]
    [InlineData("documents.db", "garbage")]
    [InlineData("documents.db", "cut")]
    [InlineData("documents.db", "empty")]
    [InlineData("documents.db", "folder")]
    [InlineData("documents.db-wal", "another's")]
    [InlineData("documents.db-wal", "garbage")]
    [InlineData("keys/signing-key.pem", "cut")]
    [InlineData("keys/sandbox-webhook-secret", "empty")]
    [InlineData("media/.signing-key", "empty")]
    [InlineData("runtime/host.db", "garbage")]
    [InlineData("runtime/Understudy.db", "folder")]
    public async Task A_file_that_cannot_be_used_is_named_with_what_to_do(string name, string fault)
    {
        using TempFolder folder = killed.Copy();
        string file = Path.Combine(folder.Path, name);
        // What was in the log alone would make up for the rest.
        if (fault != "another's") File.Delete(file + "-wal");
        switch (fault)
        {
            case "garbage":
                await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("no database", 1000)));
                break;
            case "cut":
                byte[] whole = await File.ReadAllBytesAsync(file);
                await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)]);
                break;
            case "empty":
                await File.WriteAllBytesAsync(file, []);
                break;
            case "folder":
                File.Delete(file);
                Directory.CreateDirectory(file);
                break;
            case "another's":
                File.Copy(Path.Combine(folder.Path, "runtime", "host.db-wal"), file, overwrite: true);
                break;
        }
        (int code, string said) = await killed.App.FailAsync(folder.Path);
        code.ShouldBe(1, said);
        said.TrimEnd().Split('\n').ShouldHaveSingleItem();
        said.ShouldContain(Path.Combine(folder.Path, name.Replace("-wal", "", StringComparison.Ordinal)));
        said.ShouldContain("Restore it from a backup, or move it away");
    }

    [Fact]
    public async Task A_data_folder_that_is_none_is_told()
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "data");
        await File.WriteAllTextAsync(file, "");
        foreach (string nowhere in new[] { file, Path.Combine(file, "below") })
        {
            (int code, string said) = await killed.App.FailAsync(nowhere);
            code.ShouldBe(1, said);
            said.TrimEnd().Split('\n').ShouldHaveSingleItem();
            said.ShouldContain($"The data folder '{nowhere}' cannot be made or written to");
        }
    }

    [Theory]
    [InlineData("mail", false)]
    [InlineData("work", false)]
    [InlineData("media/.meta", false)]
    [InlineData("runtime/Understudy.db.lock", true)]
    public async Task A_file_where_a_folder_should_be_and_a_folder_where_a_file_should_be_are_named(
        string name, bool isFolder)
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(isFolder ? path : Path.GetDirectoryName(path)!);
        if (!isFolder) await File.WriteAllTextAsync(path, "");
        (int code, string said) = await killed.App.FailAsync(folder.Path);
        code.ShouldBe(1, said);
        said.TrimEnd().Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith($"error: {path} is a f");
        said.ShouldContain("move it away");
    }

    [Theory]
    [InlineData("Understudy__FreeDiskReserveBytes", "1GiB", "Understudy:FreeDiskReserveBytes is '1GiB'")]
    [InlineData(
        "Understudy__WhisperModel",
        "/nowhere/ggml.bin",
        "Understudy:WhisperModel names no model: The Whisper model /nowhere/ggml.bin does not exist.")]
    [InlineData("MediaStorage", "files=below", "MediaStorage must be 'files=' and the absolute path of a folder")]
    [InlineData("ASPNETCORE_URLS", "foo", "It cannot listen on 'foo'.")]
    [InlineData("AzureFunctionsJobHost__version", "1.0", "host.json: version must be 2.0, not '1.0'.")]
    [InlineData(
        "AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold",
        "abc",
        "host.json: extensions:blobs:poisonBlobThreshold must be a positive integer, not 'abc'.")]
    public async Task A_setting_that_cannot_be_read_is_named(string setting, string value, string told)
    {
        using TempFolder folder = new();
        (int code, string said) = await killed.App.FailAsync(folder.Path, (setting, value));
        code.ShouldBe(1, said);
        said.TrimEnd().Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("error: ");
        said.ShouldContain(told);
    }

    [Fact]
    public async Task The_values_of_local_settings_json_are_the_apps_settings_too()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "local.settings.json"), """{"Values":{"Understudy:Payments":"barter"}}""");
        (int code, string said) = await killed.App.FailAsync(folder.Path, ("DOTNET_CONTENTROOT", folder.Path));
        code.ShouldBe(1, said);
        said.TrimEnd().Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("error: Understudy:Payments is 'barter'");
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_folder_is_in_use_and_the_first_one_goes_on()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        string half = Path.Combine(app.DataFolder, "media", ".tmp", "half");
        await File.WriteAllTextAsync(half, "");
        (int code, string said) = await app.FailAsync();
        code.ShouldBe(1, said);
        said.Trim().ShouldBe($"error: Another host is using the data folder '{app.DataFolder}'.");
        File.Exists(half).ShouldBeTrue();

        string work = Path.Combine(app.DataFolder, "work", "frames");
        Directory.CreateDirectory(work);
        await app.KillAsync();
        await app.StartAsync();
        File.Exists(half).ShouldBeFalse();
        Directory.Exists(work).ShouldBeFalse();
    }

    [Fact]
    public async Task No_folder_but_that_of_uploads_is_watched()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        app.CountWatchedFolders().ShouldBeLessThanOrEqualTo(1);
    }

    /// <summary>What an app left behind that was killed.</summary>
    public sealed class KilledApp : IAsyncLifetime
    {
        public AppProcess App { get; } = new();

        public async Task InitializeAsync()
        {
            await App.StartAsync();
            await App.SignInAsync();
            await App.KillAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        public TempFolder Copy()
        {
            TempFolder copy = new();
            foreach (string file in Directory.GetFiles(App.DataFolder, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(copy.Path, Path.GetRelativePath(App.DataFolder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            return copy;
        }
    }
}
