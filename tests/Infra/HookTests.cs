using System.Diagnostics;

namespace Understudy.Infra.Tests;

/// <summary>The hooks, with a program in the place of <c>az</c> that writes down what it is asked for.</summary>
public sealed class HookTests : IDisposable
{
    private const string Missing = "echo 'Not Found({\"error\":{\"code\":\"SecretNotFound\"}})' >&2; exit 1";

    private readonly TempFolder _folder = new();

    private string Calls => Path.Combine(_folder.Path, "calls");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_secret_is_made_where_there_is_none()
    {
        await InstallAsync("az", $"case $3 in get) {Missing} ;; put) cat >{_folder.Path}/secret ;; esac");

        (await RunAsync("postprovision")).ShouldBe(0);

        (await CallsAsync()).Select(Verb).ShouldBe(["get", "put", "post"]);
        string body = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "secret"));
        body.ShouldMatch("^\\{\"properties\":\\{\"value\":\"[A-Za-z0-9+/]{64}\"\\}\\}$");
    }

    [Fact]
    public async Task A_secret_that_is_there_is_left_alone_and_the_app_hears_of_those_that_are_new()
    {
        await InstallAsync("az", "exit 0");

        (await RunAsync("postprovision")).ShouldBe(0);

        (await CallsAsync()).Select(Verb).ShouldBe(["get", "post"]);
    }

    /// <summary>With another one in its place, all that the first one locked would be lost.</summary>
    [Fact]
    public async Task A_secret_that_cannot_be_seen_is_not_replaced()
    {
        await InstallAsync("az", "echo 'Forbidden({})' >&2; exit 1");

        (await RunAsync("postprovision")).ShouldNotBe(0);

        (await CallsAsync()).Select(Verb).ShouldBe(["get"]);
    }

    [Fact]
    public async Task Uploads_are_subscribed_to_once_roles_have_spread()
    {
        await InstallAsync("az", $"[ $(wc -l <{Calls}) -ge 3 ]");

        (await RunAsync("postdeploy")).ShouldBe(0);

        string[] calls = await CallsAsync();
        calls.Length.ShouldBe(3);
        calls.ShouldAllBe(call => call.Contains("--template-file infra/uploads.bicep", StringComparison.Ordinal));
        calls[0].ShouldContain("appName=func topicName=topic");
    }

    [Fact]
    public async Task What_never_works_ends()
    {
        await InstallAsync("az", "exit 1");

        (await RunAsync("postdeploy")).ShouldNotBe(0);

        (await CallsAsync()).Length.ShouldBe(20);
    }

    [Theory]
    [InlineData("100", "", 1)]
    [InlineData("100", "2027-01-01", 0)]
    [InlineData("0", "", 0)]
    public async Task A_budget_begins_once(string amount, string start, int calls)
    {
        await InstallAsync("azd", "exit 0");

        (await RunAsync("preprovision", ("UNDERSTUDY_MONTHLY_BUDGET", amount), ("UNDERSTUDY_BUDGET_START", start))).ShouldBe(0);

        (await CallsAsync()).Length.ShouldBe(calls);
        (await CallsAsync()).ShouldAllBe(call => call.StartsWith("env set UNDERSTUDY_BUDGET_START 2", StringComparison.Ordinal));
    }

    /// <summary>The build is silent about either, and what it makes then is deaf or does not start.</summary>
    [Theory]
    [InlineData("package", "", "", true)]
    [InlineData("", "", "", false)]
    [InlineData("package", "azureStorage", "", true)]
    [InlineData("package", "azureManaged", "", false)]
    [InlineData("package", "azureManaged", "scheduler", true)]
    public async Task What_was_built_without_its_properties_is_not_deployed(
        string extension, string backend, string built, bool isDeployed)
    {
        int code = await RunAsync(
            "predeploy",
            ("ServiceBusExtension", extension), ("UNDERSTUDY_DURABLE_BACKEND", backend), ("DurableBackend", built));

        code.ShouldBe(isDeployed ? 0 : 1);
    }

    private static string Verb(string call) => call.Split(' ')[2];

    private async Task<string[]> CallsAsync() => File.Exists(Calls) ? await File.ReadAllLinesAsync(Calls) : [];

    private async Task InstallAsync(string program, string script)
    {
        string file = Path.Combine(_folder.Path, program);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\necho \"$*\" >>{Calls}\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task<int> RunAsync(string hook, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("sh", [Path.Combine("infra", "hooks", hook)])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string name, string value) in environment.Concat(
        [
            ("RETRY_SECONDS", "0"), ("AZURE_SUBSCRIPTION_ID", "subscription"), ("AZURE_RESOURCE_GROUP", "group"),
            ("KEY_VAULT_NAME", "vault"), ("SERVICE_API_NAME", "func"), ("MEDIA_TOPIC_NAME", "topic"),
        ]))
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limits.Wait);
        await error;
        return process.ExitCode;
    }
}
