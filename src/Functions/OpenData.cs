using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions;

/// <summary>
/// Takes the data folder and opens what is kept in it before anything works with it and the server listens, so that a file
/// which cannot be used keeps the app from starting instead of failing somebody's request.
/// </summary>
internal sealed class OpenData(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<DataFolder>();
        _ = services.GetRequiredService<IDocumentStore>();
        _ = services.GetRequiredService<IMediaStore>();
        _ = services.GetService<SigningKeys>();
        _ = await services.GetRequiredService<ISessionKeys>().CredentialsAsync(cancellationToken);
        _ = services.GetService<SandboxOptions>();
        _ = services.GetRequiredService<IMailer>();
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
