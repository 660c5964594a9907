using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Firebase;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.Firebase;

/// <summary>A Firebase on this machine, and the app's side of it.</summary>
public abstract class FirebaseTest : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private protected FakeClock Clock { get; } = new();

    private protected FirebaseDouble Firebase { get; private set; } = null!;

    private protected FirebaseKeys Keys => _services.GetRequiredService<FirebaseKeys>();

    private protected IProviderUsers Users => _services.GetRequiredService<IProviderUsers>();

    public async Task InitializeAsync()
    {
        Firebase = await FirebaseDouble.StartAsync(Clock);
        FirebaseOptions options = new(FirebaseDouble.ProjectId)
        {
            Credentials = Firebase.Credentials,
            KeysEndpoint = Firebase.KeysEndpoint,
            UsersEndpoint = Firebase.Address,
        };
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddFirebase(options).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await Firebase.DisposeAsync();
    }
}
