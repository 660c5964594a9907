using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Core.Webhooks;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Webhooks.</summary>
public sealed class WebhookTests : WebhookTest
{
    private const string Settings = $"{Creator.Base}/users/settings";

    [Fact]
    public async Task The_end_of_a_job_is_told_as_the_contract_shows_it()
    {
        using Person person = await Creator.NewAsync(App);
        string project = await person.ProjectAsync();
        string secret = (await SaveAsync(person, Receiver.Url)).Text("data.webhookSecret");
        string clip = await person.ClipAsync(project);
        ReceivedWebhook told = (await Receiver.GotAsync(1)).Single();
        told.IsBelieved(secret, App.Time.GetUtcNow()).ShouldBeTrue();
        Example("""
            {"event":"generation.complete","data":{"jobId":"uuid","clipId":"uuid","status":"COMPLETED",
            "timestamp":"2025-11-07T00:00:00Z"}}
            """, told);
        told.Body["data"]!["clipId"]!.GetValue<string>().ShouldBe(clip);

        App.Engine.Script = ScriptedEngine.Refuse("invalid_film", "Generation failed due to invalid prompt");
        string failed = (await person.OrderAsync(project)).Text("data.jobId");
        ReceivedWebhook bad = (await Receiver.GotAsync(2))[1];
        Example("""
            {"event":"generation.failed","data":{"jobId":"uuid","error":"Generation failed due to invalid prompt",
            "timestamp":"2025-11-07T00:00:00Z"}}
            """, bad);
        bad.Body["data"]!["jobId"]!.GetValue<string>().ShouldBe(failed);
        bad.Body["data"]!["error"]!.GetValue<string>().ShouldBe("Generation failed due to invalid prompt");
    }

    [Fact]
    public async Task Where_they_go_is_set_shown_changed_and_taken_away()
    {
        using Person person = await Creator.NewAsync(App);
        (await person.GetAsync(Settings))["data.webhookUrl"].ShouldBeNull();
        string first = (await SaveAsync(person, Receiver.Url)).Text("data.webhookSecret");
        Answer shown = await person.GetAsync(Settings);
        shown.Text("data.webhookUrl").ShouldBe($"{Receiver.Url}");
        shown.Text("data.webhookStatus").ShouldBe("ENABLED");
        shown.ToString().ShouldNotContain("whsec");
        // A new secret each time; the old one signs beside it where the address stays.
        string second = (await SaveAsync(person, Receiver.Url)).Text("data.webhookSecret");
        second.ShouldNotBe(first);
        await person.ClipAsync(await person.ProjectAsync());
        ReceivedWebhook told = (await Receiver.GotAsync(1)).Single();
        told.IsBelieved(first, App.Time.GetUtcNow()).ShouldBeTrue();
        told.IsBelieved(second, App.Time.GetUtcNow()).ShouldBeTrue();

        (await SaveAsync(person, null))["data.webhookUrl"].ShouldBeNull();
        (await person.GetAsync(Settings))["data.webhookUrl"].ShouldBeNull();
        string[] unusable =
            ["{}", "{\"webhookUrl\":5}", "{\"webhookUrl\":\"nowhere\"}", "{\"webhookUrl\":\"http://10.0.0.1/\"}"];
        foreach (string wrong in unusable)
            (await person.SendAsync(HttpMethod.Put, Settings, wrong))
                .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "webhookUrl");
    }

    private static Task<Answer> SaveAsync(Person person, Uri? url) =>
        person.SendAsync(HttpMethod.Put, Settings, new { webhookUrl = url });

    private static void Example(string json, ReceivedWebhook told) => ContractExample.Parse(json)
        .ShouldMatch(new Answer(HttpStatusCode.OK, told.Body, new HttpResponseMessage().Headers));
}
