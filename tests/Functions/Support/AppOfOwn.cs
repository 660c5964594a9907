namespace Understudy.Functions.Tests.Support;

/// <summary>An app for one test, which does to it what others could not bear.</summary>
public sealed class AppOfOwn : IAsyncDisposable
{
    private AppOfOwn()
    {
    }

    /// <summary>The app.</summary>
    public TestApp App { get; } = new();

    public static async Task<AppOfOwn> StartAsync()
    {
        AppOfOwn own = new();
        await own.App.InitializeAsync();
        return own;
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
