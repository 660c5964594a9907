using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Webhooks;

/// <summary>An app of its own, a person, and the person's server: for each test.</summary>
public abstract class WebhookTest : IAsyncLifetime
{
    private protected const string Deliveries = "/api/v1/webhook-deliveries";

    private protected TestApp App { get; } = new();

    private protected WebhookReceiver Receiver { get; private set; } = null!;

    private protected Person Owner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        Receiver = await WebhookReceiver.StartAsync();
        Owner = await App.NewPersonAsync();
    }

    public async Task DisposeAsync()
    {
        Owner.Dispose();
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
