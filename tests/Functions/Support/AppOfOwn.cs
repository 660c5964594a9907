namespace Understudy.Functions.Tests.Support;

/// <summary>An app for one test, which does to it what others could not bear.</summary>
public sealed class AppOfOwn : IAsyncDisposable
{
    private AppOfOwn()
    {
    }

    /// <summary>The app.</summary>
    public TestApp App { get; } = new();

    /// <summary>Starts an app.</summary>
    /// <param name="prepare">What to change before it starts.</param>
    public static async Task<AppOfOwn> StartAsync(Action<TestApp>? prepare = null)
    {
        AppOfOwn own = new();
        prepare?.Invoke(own.App);
        await own.App.InitializeAsync();
        return own;
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
