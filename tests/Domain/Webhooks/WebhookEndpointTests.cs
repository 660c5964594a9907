using Understudy.Domain.Common;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Webhooks;

public sealed class WebhookEndpointTests
{
    private static readonly string[] _secrets = [.. Enumerable.Range(1, 9).Select(i => WebhookSamples.Secret((byte)i))];

    [Fact]
    public void A_rotation_that_is_asked_for_again_changes_nothing_and_another_does()
    {
        WebhookEndpoint once = WebhookSamples.Endpoint().Rotate(_secrets[1], TimeSpan.Zero, Samples.Now, "request");
        once.Rotate(_secrets[2], TimeSpan.Zero, Samples.Now, "request").ShouldBeSameAs(once);
        once.Rotate(_secrets[2], TimeSpan.Zero, Samples.Now, "another").Secret.ShouldBe(_secrets[2]);
        once.Rotate(_secrets[2], TimeSpan.Zero, Samples.Now).Secret.ShouldBe(_secrets[2]);
    }

    [Fact]
    public void Both_secrets_sign_during_the_overlap_and_only_the_new_one_after_it()
    {
        WebhookEndpoint rotated = WebhookSamples.Endpoint().Rotate(_secrets[1], TimeSpan.FromHours(24), Samples.Now);

        rotated.SecretsAt(Samples.Now.AddHours(23.9)).ShouldBe([_secrets[1], _secrets[0]]);
        rotated.SecretsAt(Samples.Now.AddHours(24)).ShouldBe([_secrets[1]]);
    }

    [Fact]
    public void Without_overlap_every_secret_before_stops_signing_at_once()
    {
        WebhookEndpoint rotated = WebhookSamples.Endpoint()
            .Rotate(_secrets[1], TimeSpan.FromHours(24), Samples.Now)
            .Rotate(_secrets[2], TimeSpan.Zero, Samples.Now.AddMinutes(1));

        rotated.SecretsAt(Samples.Now.AddMinutes(1)).ShouldBe([_secrets[2]]);
        rotated.Retired.ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_keeps_its_own_end_when_the_next_rotation_has_a_later_one()
    {
        WebhookEndpoint rotated = WebhookSamples.Endpoint()
            .Rotate(_secrets[1], TimeSpan.FromHours(2), Samples.Now)
            .Rotate(_secrets[2], TimeSpan.FromHours(24), Samples.Now.AddHours(1));

        rotated.SecretsAt(Samples.Now.AddHours(1.9)).ShouldBe([_secrets[2], _secrets[1], _secrets[0]]);
        rotated.SecretsAt(Samples.Now.AddHours(2)).ShouldBe([_secrets[2], _secrets[1]]);
    }

    [Fact]
    public void Rotating_again_and_again_keeps_a_few_secrets_only()
    {
        WebhookEndpoint rotated = WebhookSamples.Endpoint();
        foreach (string secret in _secrets.Skip(1))
            rotated = rotated.Rotate(secret, TimeSpan.FromHours(72), Samples.Now);

        rotated.SecretsAt(Samples.Now).ShouldBe([_secrets[8], _secrets[7], _secrets[6], _secrets[5]]);
    }

    [Fact]
    public void Switching_an_endpoint_on_forgets_why_it_was_off()
    {
        WebhookEndpoint off = WebhookSamples.Endpoint().Fail(Samples.Now).GiveUp("delivery", Samples.Now);
        off.Status.ShouldBe(EndpointStatus.Disabled);

        WebhookEndpoint on = off.Switch(EndpointStatus.Enabled);

        (on.Status, on.DisabledBy, on.FailingSince).ShouldBe((EndpointStatus.Enabled, null, null));
    }

    [Fact]
    public async Task Of_endpoints_made_at_one_instant_no_more_than_the_limit_come_to_be()
    {
        ManualTime time = new();
        WebhookEndpoints endpoints = new(new InMemoryDocumentStore(time), new SequentialIds(), time);
        EndpointSettings settings = new(new Uri("https://a.example/"), [CloneEvents.VideoFailed], null);

        Result<WebhookEndpoint>[] made = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() =>
            endpoints.CreateAsync("ann", settings, _secrets[0], CancellationToken.None))));

        made.Count(result => result.Succeeded).ShouldBe(EndpointBook.MaxEndpoints);
        made.Where(result => !result.Succeeded).ShouldAllBe(
            result => result.Problem is TooManyEndpoints);
        (await endpoints.ListAsync("ann", CancellationToken.None)).Count.ShouldBe(EndpointBook.MaxEndpoints);
    }
}
