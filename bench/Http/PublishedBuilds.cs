using Understudy.Bench.Load;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>The app as it is deployed, and this program with its bare server published in the same way.</summary>
internal sealed class PublishedBuilds
{
    private readonly string _app;
    private readonly string _bare;

    private PublishedBuilds(string app, string bare)
    {
        _app = Path.Combine(app, "Understudy.Functions.dll");
        _bare = Path.Combine(bare, "Understudy.Bench.dll");
    }

    public static async Task<PublishedBuilds> MakeAsync(Scratch scratch, CancellationToken cancellationToken) => new(
        await PublishAsync("src/Functions", scratch.Folder("publish"), cancellationToken),
        // Built already: it is running.
        await PublishAsync("bench", scratch.Folder("publish"), cancellationToken, "--no-build"));

    /// <summary>Starts the app, with nobody signed in.</summary>
    public Task<ServerProcess> StartAppAsync(string dataFolder, CancellationToken cancellationToken) =>
        AppServer.StartProcessAsync(_app, dataFolder, cancellationToken);

    /// <summary>Starts the app, and signs somebody in.</summary>
    public Task<AppServer> SignInAsync(string dataFolder, CancellationToken cancellationToken) =>
        AppServer.StartAsync(_app, dataFolder, cancellationToken);

    /// <summary>Starts the bare server.</summary>
    public Task<ServerProcess> StartBareAsync(CancellationToken cancellationToken) => ServerProcess.StartAsync(
        "dotnet", port => [_bare, BareServer.Command, $"{port}"], _ => [], BareServer.Path, cancellationToken);

    private static async Task<string> PublishAsync(
        string project, string folder, CancellationToken cancellationToken, params string[] more)
    {
        await Tool.RunAsync(
            "dotnet",
            [
                "publish", Checkout.Path(project), "-c", "Release", "-o", folder,
                "-v", "quiet", "--nologo", "--disable-build-servers", .. more,
            ],
            cancellationToken);
        return folder;
    }
}
