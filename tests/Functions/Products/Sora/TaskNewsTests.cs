using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>The address that is named with a task is told of its end. Sora, Webhook Integration.</summary>
public sealed class TaskNewsTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private WebhookReceiver _receiver = null!;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _receiver = await WebhookReceiver.StartAsync();
        _person = await _app.NewSoraPersonAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Success_is_told_as_documented_and_signed_with_the_accounts_secret()
    {
        Answer asked = await _person.AskAsync(webhook: _receiver.Url.AbsoluteUri);
        ReceivedWebhook hook = (await _receiver.GotAsync(1))[0];
        JsonNode body = hook.Body;
        body["code"]!.GetValue<int>().ShouldBe(200);
        body["msg"]!.GetValue<string>().ShouldBe("success");
        JsonNode data = body["data"]!;
        data["taskId"]!.GetValue<string>().ShouldBe(asked.Text("task_id"));
        data["state"]!.GetValue<string>().ShouldBe("success");
        data["creditsCharged"]!.GetValue<int>().ShouldBe(20);
        data["creditsRemaining"]!.GetValue<int>().ShouldBe(80);
        JsonNode.Parse(data["param"]!.GetValue<string>())!["prompt"]!.GetValue<string>().ShouldBe("A beautiful sunset");
        string url = JsonNode.Parse(data["resultJson"]!.GetValue<string>())!["resultUrls"]![0]!.GetValue<string>();
        using HttpClient anybody = _app.Anonymous();
        (await anybody.GetByteArrayAsync(url)).Length.ShouldBe(3000);

        string secret = await SecretAsync();
        hook.IsBelieved(secret, _app.Time.GetUtcNow()).ShouldBeTrue();
        (await SecretAsync()).ShouldBe(secret);
        using Person other = await _app.NewSoraPersonAsync();
        (await other.GetAsync($"{SoraPeople.Base}/users/webhook-secret")).Text("secret").ShouldNotBe(secret);
    }

    [Fact]
    public async Task Failure_is_told_and_tried_again_until_it_is_taken()
    {
        _app.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        _receiver.Answers(500);
        Answer asked = await _person.AskAsync(webhook: _receiver.Url.AbsoluteUri);
        await _receiver.GotAsync(1);
        _receiver.Answers(200);
        await _app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(10), () => Task.FromResult(_receiver.Received.Count), count => count >= 2);
        ReceivedWebhook[] hooks = [.. _receiver.Received];
        hooks[1].Id.ShouldBe(hooks[0].Id);
        JsonNode data = hooks[1].Body["data"]!;
        data["taskId"]!.GetValue<string>().ShouldBe(asked.Text("task_id"));
        data["state"]!.GetValue<string>().ShouldBe("fail");
        data["failCode"]!.GetValue<string>().ShouldBe("engine.fault");
        data["failMsg"]!.GetValue<string>().ShouldBe("It broke.");
        data["creditsCharged"]!.GetValue<int>().ShouldBe(0);
        data["creditsRemaining"]!.GetValue<int>().ShouldBe(100);
    }

    [Fact]
    public async Task It_is_no_endpoint_and_not_listed_as_one()
    {
        await _person.AskAsync(webhook: _receiver.Url.AbsoluteUri);
        await _receiver.GotAsync(1);
        using Person clone = await Person.SignInAsync(_app, _person.Email);
        clone.Id.ShouldBe(_person.Id);
        (await clone.GetAsync("/api/v1/webhook-deliveries")).Number("pagination.total").ShouldBe(0);
        (await clone.GetAsync($"/api/v1/webhook-deliveries/{(await _receiver.GotAsync(1))[0].Id}")).Status
            .ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> SecretAsync() =>
        (await _person.GetAsync($"{SoraPeople.Base}/users/webhook-secret")).Text("secret");
}
