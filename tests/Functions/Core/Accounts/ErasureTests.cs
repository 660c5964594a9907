using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>What is left of an account after 30 days: nothing.</summary>
public sealed class ErasureTests
{
    private const string Confirmed = """{"confirmation":"DELETE"}""";

    [Fact]
    public async Task Nothing_is_left_of_an_account_that_had_one_of_everything()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        TestApp app = own.App;
        using Person stays = await app.NewPersonAsync();
        string kept = await stays.MadeVideoAsync();
        using Person person = await app.NewPersonAsync();
        await OwnEverythingAsync(app, person);
        string[] traces = [person.Id, person.Email, await UidAsync(app, person)];
        traces.ShouldAllBe(trace => Traces.In(app.DataFolder, trace).Any());
        IPaymentGateway gateway = app.Services.GetRequiredService<IPaymentGateway>();
        string subscription = (await app.Services.GetRequiredService<Subscriptions>()
            .OfCloneAsync(person.Id, CancellationToken.None))!.SubscriptionId!;

        (await person.SendAsync(HttpMethod.Delete, "/api/v1/account", Confirmed)).Status.ShouldBe(HttpStatusCode.OK);
        await app.Mails.AwaitAsync(person.Email, "deletion-scheduled-");
        await Eventually.GetAsync(
            () => gateway.FindSubscriptionAsync(subscription, CancellationToken.None),
            ended => ended!.Status == GatewaySubscriptionStatus.Over);
        app.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await app.Mails.AwaitAsync(person.Email, "account-erased-");
        await GoneAsync(app, person.Id);

        // The erasure's own history goes with the next sweep.
        await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(5),
            () => Task.FromResult(string.Join('\n', traces.SelectMany(trace => Traces.In(app.DataFolder, trace)))),
            left => left.Length == 0);

        DocumentPage<Payment> payments = await app.Services.GetRequiredService<IDocumentStore>()
            .QueryAsync<Payment>(new DocumentQuery());
        payments.Items.ShouldHaveSingleItem().Value.Amount.ShouldBe(Minutes.StandardPrice);
        // Neither has the gateway a name any more; what was charged stays there.
        (await gateway.FindSubscriptionAsync(subscription, CancellationToken.None))!.Order!.UserId.ShouldNotBe(person.Id);
        SandboxCustomer customer = (await app.Services.GetRequiredService<IDocumentStore>()
            .QueryAsync<SandboxCustomer>(new DocumentQuery())).Items.ShouldHaveSingleItem().Value;
        (customer.UserId + customer.Name + customer.Email).ShouldBeEmpty();

        await stays.SignInAgainAsync();
        (await stays.GetAsync($"/api/v1/videos/{kept}")).Status.ShouldBe(HttpStatusCode.OK);
        string before = person.Id;
        await person.SignInAgainAsync();
        person.Id.ShouldNotBe(before);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(0);
    }

    [Fact]
    public async Task An_erasure_goes_on_after_a_restart_and_a_refused_goodbye()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        TestApp app = own.App;
        using Person person = await app.NewPersonAsync();
        await person.MadeVideoAsync();
        await person.SendAsync(HttpMethod.Delete, "/api/v1/account", Confirmed);
        await app.Mails.AwaitAsync(person.Email, "deletion-scheduled-");
        app.Mails.Refusals = 2;
        app.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        IDocumentStore store = app.Services.GetRequiredService<IDocumentStore>();
        await Eventually.GetAsync(
            () => store.FindAsync<User>(person.Id, person.Id), user => user is null or { Value.ErasureStartedAt: not null });
        await app.RestartAsync();
        await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1), () => FindAsync(app, person.Id), user => user is null);
        app.HasMedia($"library/videos/{person.Id}").ShouldBeFalse();
    }

    private static async Task OwnEverythingAsync(TestApp app, Person person)
    {
        await person.PostAsync("/api/v1/users/profile", ContractExample.Of("3.1-request").Body());
        await person.PatchAsync("/api/v1/settings", """{"language":"en"}""");
        using Pictures pictures = new();
        foreach (bool confirm in new[] { true, false })
        {
            Answer upload = await person.PostAsync("/api/v1/settings/avatar", ContractExample.Of("10.3-request").Body());
            (await person.PutAsync(upload.Text("upload.presigned_url"), await pictures.MakeAsync("a.jpg"), "image/jpeg"))
                .ShouldBe(HttpStatusCode.Created);
            if (confirm) (await person.PostAsync("/api/v1/settings/avatar/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        }
        Pair models = await person.TrainedPairAsync();
        await SubscribeAsync(app, person);
        await person.MadeVideoAsync(models);
        string deleted = await person.MadeVideoAsync(models);
        (await person.DeleteAsync($"/api/v1/videos/{deleted}")).Status.ShouldBe(HttpStatusCode.OK);
        await person.CreateModelAsync("video");
        await person.UploadAsync("voice", await person.CreateModelAsync("voice"));
        app.Engine.Script = ScriptedEngine.Refuse("no_face", "There is no face.");
        await person.ModelAsync("video", await person.UploadedModelAsync("video"), "failed");
        app.Engine.Script = ScriptedEngine.HangAsync;
        Answer running = await person.GenerateAsync(models);
        await person.VideoAsync(running.Text("video.id"), "processing");
        app.Engine.Script = null;
        await person.PostAsync("/api/v1/account/export");
        await app.Mails.AwaitAsync(person.Email, "export-ready-");
    }

    private static async Task SubscribeAsync(TestApp app, Person person)
    {
        Answer checkout = await person.PostAsync(
            "/api/v1/billing/checkout",
            new { plan_type = "standard", success_url = "http://localhost/done", cancel_url = "http://localhost/back" });
        using FormUrlEncodedContent pay = new(new Dictionary<string, string> { ["action"] = "pay" });
        using HttpRequestMessage click = new(HttpMethod.Post, checkout.Text("checkout_url")) { Content = pay };
        click.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpClient browser = app.Anonymous();
        using HttpResponseMessage paid = await browser.SendAsync(click);
        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(1),
            () => person.GetAsync("/api/v1/auth/me"),
            me => me.Text("subscription.plan_type") == "standard");
        await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(1),
            () => person.GetAsync("/api/v1/billing/invoices"),
            invoices => invoices.Number("pagination.total") == 1);
    }

    private static async Task<string> UidAsync(TestApp app, Person person)
    {
        using HttpClient http = app.Anonymous();
        string token = await Person.TokenAsync(http, person.Email);
        string uid = new JsonWebToken(token).Subject;
        // What is kept of a uid is its hash.
        return Claim.FirebaseUid(uid);
    }

    private static Task GoneAsync(TestApp app, string userId) =>
        Eventually.GetAsync(() => FindAsync(app, userId), user => user is null);

    private static Task<Stored<User>?> FindAsync(TestApp app, string userId) =>
        app.Services.GetRequiredService<IDocumentStore>().FindAsync<User>(userId, userId);
}
