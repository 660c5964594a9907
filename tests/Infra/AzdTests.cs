using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Understudy.Infra.Tests;

/// <summary><c>azure.yaml</c> and the hooks name what there is.</summary>
public sealed partial class AzdTests
{
    private static readonly string _azd = File.ReadAllText(Path.Combine(Repository.Root, "azure.yaml"));

    private static readonly string[] _hooks =
        [.. Directory.GetFiles(Path.Combine(Folder.Root, "hooks")).Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Hooks => [.. _hooks];

    [Fact]
    public void Every_hook_is_run() =>
        Run().Matches(_azd).Select(match => match.Groups["it"].Value)
            .ShouldBe(_hooks.Select(hook => $"infra/hooks/{hook}"), ignoreOrder: true);

    [Fact]
    public void Every_service_is_there_and_has_a_resource()
    {
        foreach (Match service in Service().Matches(_azd))
        {
            Directory.Exists(Path.Combine(Repository.Root, service.Groups["project"].Value)).ShouldBeTrue(service.Value);
            Snapshot.Dev.Text.ShouldContain($"\"azd-service-name\": \"{service.Groups["name"].Value}\"");
        }
    }

    /// <summary>What the engine needs is named in one place and repeated in the other.</summary>
    [Fact]
    public void The_image_of_the_worker_has_the_programs_that_dev_installs()
    {
        string dev = File.ReadAllText(Path.Combine(Repository.Root, "dev"));
        string image = File.ReadAllText(Path.Combine(Repository.Root, "src", "EngineWorker", "Containerfile"));
        Names(Installed().Match(image)).ShouldBe(Names(Packages().Match(dev)).Except(["curl", "jq"]), ignoreOrder: true);

        static IEnumerable<string> Names(Match list) =>
            list.Groups["it"].Value.Split([' ', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task A_hook_is_a_script_of_the_plain_shell(string hook)
    {
        string file = Path.Combine(Folder.Root, "hooks", hook);
        (await File.ReadAllLinesAsync(file)).Take(1).ShouldBe(["#!/bin/sh"]);
        File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        using var process = Process.Start("sh", ["-n", file]);
        await process.WaitForExitAsync().WaitAsync(Limits.Wait);
        process.ExitCode.ShouldBe(0);
    }

    /// <summary>azd gives hooks what it knows itself, and what the deployment puts out.</summary>
    [Theory]
    [MemberData(nameof(Hooks))]
    public void A_hook_uses_what_it_is_given(string hook) =>
        Given().Matches(Folder.Read(Path.Combine("hooks", hook))).Select(match => match.Groups["it"].Value).Distinct()
            .Except([.. Snapshot.Dev.Outputs, "AZURE_SUBSCRIPTION_ID", "AZURE_ENV_NAME", .. Parameters()]).ShouldBeEmpty();

    [Fact]
    public void Every_parameter_from_the_environment_is_explained()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deploy.md"));
        Parameters().Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string[] Parameters() =>
        [.. Variable().Matches(Folder.Read("main.bicepparam")).Select(match => match.Groups["it"].Value)];

    [GeneratedRegex("^RUN_PACKAGES=\"(?<it>[^\"]+)\"$", RegexOptions.Multiline)]
    private static partial Regex Packages();

    [GeneratedRegex(@"--no-install-recommends \\\n +(?<it>[^&]+) \\\n")]
    private static partial Regex Installed();

    [GeneratedRegex(@"run: (?<it>infra/hooks/\S+)")]
    private static partial Regex Run();

    [GeneratedRegex(@"^  (?<name>\w+):\n    project: \./(?<project>\S+)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"\$\{?(?<it>[A-Z][A-Z_]+)")]
    private static partial Regex Given();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<it>[A-Z_]+)'")]
    private static partial Regex Variable();
}
