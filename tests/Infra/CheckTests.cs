namespace Understudy.Infra.Tests;

/// <summary>What is deployed compiles without a message, and the snapshots show what it would make.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task Everything_compiles_lints_and_is_as_the_snapshots_show() =>
        (await Folder.CheckAsync(Folder.Root)).ShouldBe((0, ""));

    [Fact]
    public async Task A_change_that_no_snapshot_shows_fails()
    {
        using TempFolder place = new();
        string copy = Folder.CopyTo(place);
        string messaging = Path.Combine(copy, "modules", "messaging.bicep");
        await File.WriteAllTextAsync(
            messaging, (await File.ReadAllTextAsync(messaging)).Replace("maxDeliveryCount: 10", "maxDeliveryCount: 9"));

        (int code, string said) = await Folder.CheckAsync(copy);

        code.ShouldBe(1);
        said.ShouldContain("dev.snapshot.json:");
        said.ShouldContain("prod.snapshot.json:");
        said.ShouldContain("properties.maxDeliveryCount");
    }

    /// <summary>The compiler tells of a warning and ends with 0.</summary>
    [Fact]
    public async Task A_warning_fails()
    {
        using TempFolder place = new();
        string copy = Folder.CopyTo(place);
        string compiler = Path.Combine(copy, "compiler");
        await File.WriteAllTextAsync(compiler, "#!/bin/sh\ncase $1 in lint) echo 'Warning: mind the gap' >&2 ;; esac\n");
        File.SetUnixFileMode(compiler, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (int code, string said) = await Folder.CheckAsync(copy, compiler);

        code.ShouldBe(1);
        said.ShouldContain("mind the gap");
    }
}
