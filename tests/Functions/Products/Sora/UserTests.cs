using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Profiles, credits, transactions, and leaving. Sora §5.</summary>
public sealed class UserTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Profile = "/sora/api/users/profile";

    [Fact]
    public async Task A_profile_says_who_one_is_and_what_one_changes()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer first = await person.GetAsync(Profile);
        first.Text("id").ShouldBe(person.Id);
        first.Text("email").ShouldBe(person.Email);
        first.Text("language").ShouldBe("en");
        first.Number("credits").ShouldBe(100);
        first.Text("last_login_at").ShouldEndWith("Z");

        string name = $"New.name_{Guid.NewGuid():N}"[..30];
        Answer changed = await PutAsync(
            person, new { username = name, avatar_url = "https://example.com/me.png", language = "zh-CN" });
        changed.Status.ShouldBe(HttpStatusCode.OK, changed.ToString());
        changed.Text("username").ShouldBe(name);
        (await PutAsync(person, new { language = "ko", username = (string?)null })).Text("username").ShouldBe(name);
        Answer read = await person.GetAsync(Profile);
        read.Body!.AsObject().Part("username", "avatar_url", "language").ShouldBe(
            $$"""{"username":"{{name}}","avatar_url":"https://example.com/me.png","language":"ko"}""");
        (await PutAsync(person, new { })).Body!.ToJsonString().ShouldBe(read.Body.ToJsonString());
        foreach (string language in new[] { "zh-CN", "zh-TW", "en", "ja", "ko" })
            (await PutAsync(person, new { language })).Text("language").ShouldBe(language);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("012345678901234567890123456789012345678901234567890")]
    public async Task What_is_no_username_is_refused(string username)
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer refused = await PutAsync(person, new { username });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text("detail").ShouldStartWith("Invalid username");
    }

    [Fact]
    public async Task A_username_is_one_persons_and_free_again_when_it_is_given_up()
    {
        using Person one = await app.NewSoraPersonAsync();
        using Person other = await app.NewSoraPersonAsync();
        string name = $"n{Guid.NewGuid():N}";
        (await PutAsync(one, new { username = name })).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(other, new { username = name.ToUpperInvariant() }))
            .ShouldBeDetail(HttpStatusCode.BadRequest, "Username is already taken");
        (await PutAsync(one, new { username = new string('x', 18) + name[..32] })).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(other, new { username = name })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_no_language_is_refused_and_what_is_no_text_or_address_is_invalid()
    {
        using Person person = await app.NewSoraPersonAsync();
        foreach (string language in new[] { "fr", "EN", "zh", "" })
        {
            Answer refused = await PutAsync(person, new { language });
            refused.Status.ShouldBe(HttpStatusCode.BadRequest);
            refused.Text("detail").ShouldStartWith("Invalid language");
        }
        (await PutAsync(person, new { language = 1 })).ShouldBlame("body", "language");
        (await PutAsync(person, new { username = new[] { "a" } })).ShouldBlame("body", "username");
        foreach (object url in new object[] { "ftp://example.com/a", "nonsense", "", 5, "javascript:alert(1)" })
            (await PutAsync(person, new { avatar_url = url })).ShouldBlame("body", "avatar_url");
        (await person.SendAsync(HttpMethod.Put, Profile, "{")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await person.GetAsync(Profile))["avatar_url"].ShouldBeNull();
    }

    [Fact]
    public async Task Credits_are_what_was_earned_less_what_was_spent()
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.GetAsync("/sora/api/users/credits")).Body!.ToJsonString().ShouldBe(
            $$"""{"user_id":"{{person.Id}}","credits":100,"total_earned":100,"total_spent":0}""");
        await person.BuyAsync("trial");
        await SpendAsync(person, 30, charged: 30);
        await SpendAsync(person, 20, charged: 0);
        (await person.GetAsync("/sora/api/users/credits")).Body!.AsObject().Part("credits", "total_earned", "total_spent")
            .ShouldBe("""{"credits":170,"total_earned":200,"total_spent":30}""");
    }

    [Fact]
    public async Task Each_transaction_says_what_it_is_about_and_begins_where_the_one_before_ended()
    {
        using Person person = await app.NewSoraPersonAsync();
        JsonObject bonus = (await person.TransactionsAsync()).Items.ShouldHaveSingleItem();
        bonus.Part("transaction_type", "amount", "balance_before", "balance_after", "reference_type", "task_id", "is_expired")
            .ShouldBe("""{"transaction_type":"bonus","amount":100,"balance_before":0,"balance_after":100,"reference_type":"signup_bonus","task_id":null,"is_expired":false}""");
        bonus["expires_at"].ShouldNotBeNull();
        string kept = await SpendAsync(person, 20, charged: 20);
        string failed = await SpendAsync(person, 30, charged: 0);

        TransactionPage all = await person.TransactionsAsync("page_size=100");
        all.Total.ShouldBe(4);
        all.Items.Select(each => each.Part("transaction_type", "amount", "reference_type", "reference_id", "task_id", "expires_at"))
            .ShouldBe(
            [
                $$"""{"transaction_type":"refunded","amount":30,"reference_type":"sora_task_refund","reference_id":"{{failed}}","task_id":"{{failed}}","expires_at":null}""",
                $$"""{"transaction_type":"spent","amount":-30,"reference_type":"sora_task_creation","reference_id":"{{failed}}","task_id":"{{failed}}","expires_at":null}""",
                $$"""{"transaction_type":"spent","amount":-20,"reference_type":"sora_task_creation","reference_id":"{{kept}}","task_id":"{{kept}}","expires_at":null}""",
                bonus.Part("transaction_type", "amount", "reference_type", "reference_id", "task_id", "expires_at"),
            ]);
        ((string?)all.Items[1]["description"]).ShouldBe("Sora text-to-video (standard): A lake");
    }

    [Fact]
    public async Task Pages_and_types_have_exact_totals()
    {
        using Person person = await app.NewSoraPersonAsync();
        for (int n = 0; n < 12; n++) await SpendAsync(person, 5, charged: n % 2 == 0 ? 1 : 5);
        (await person.TransactionsAsync()).Items.Count.ShouldBe(19);
        List<string> ids = [];
        for (int page = 1; page <= 5; page++)
        {
            TransactionPage part = await person.TransactionsAsync($"page={page}&page_size=4");
            part.Total.ShouldBe(19);
            ids.AddRange(part.Items.Select(each => (string)each["id"]!));
        }
        ids.Count.ShouldBe(19);
        ids.ShouldBeUnique();
        (await person.TransactionsAsync("page=6&page_size=4")).Items.ShouldBeEmpty();
        foreach ((string type, int total) in new[] { ("spent", 12), ("refunded", 6), ("bonus", 1), ("purchased", 0), ("earned", 0) })
        {
            TransactionPage some = await person.TransactionsAsync($"transaction_type={type}&page_size=5");
            some.Total.ShouldBe(total, type);
            some.Items.Count.ShouldBe(Math.Min(5, total));
            some.Items.ShouldAllBe(each => (string?)each["transaction_type"] == type);
        }
        foreach ((string query, string field) in new[]
        {
            ("page=0", "page"), ("page=x", "page"), ("page_size=0", "page_size"), ("page_size=101", "page_size"),
            ("transaction_type=lost", "transaction_type"),
        })
            (await person.GetAsync($"/sora/api/users/credits/transactions?{query}")).ShouldBlame("query", field);
    }

    [Fact]
    public async Task What_expires_is_told_and_spends_nothing_twice()
    {
        await using TestApp own = new();
        await own.InitializeAsync();
        using Person person = await own.NewSoraPersonAsync();
        await person.BuyAsync("trial");
        // The bonus goes first, as it expires first: 40 of it are left after this.
        await SpendAsync(own, person, 60, charged: 60);
        own.Time.Advance(TimeSpan.FromDays(31));
        using Person again = await own.SoraPersonAsync(person.Email);
        (await again.CreditsAsync()).ShouldBe(100);
        await SpendAsync(own, again, 10, charged: 10);
        TransactionPage all = await again.TransactionsAsync();
        all.Items[1].Part("transaction_type", "amount", "balance_after", "reference_type").ShouldBe(
            """{"transaction_type":"spent","amount":-40,"balance_after":100,"reference_type":"credit_expiration"}""");
        all.Items.Single(each => (string?)each["transaction_type"] == "bonus")["is_expired"]!.GetValue<bool>().ShouldBeTrue();
        (await again.TransactionsAsync("transaction_type=spent")).Total.ShouldBe(3);
        (await again.GetAsync("/sora/api/users/credits")).Body!.AsObject().Part("credits", "total_earned", "total_spent")
            .ShouldBe("""{"credits":90,"total_earned":200,"total_spent":110}""");
    }

    [Fact]
    public async Task A_deleted_account_is_closed_at_once_and_signing_in_restores_it()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer deleted = await person.DeleteAsync("/sora/api/users/account");
        deleted.Body!.ToJsonString().ShouldBe(
            """{"message":"Account deletion requested. Your account will be deleted within 30 days."}""");
        (await person.GetAsync(Profile)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using Person back = await app.SoraPersonAsync(person.Email);
        back.Id.ShouldBe(person.Id);
        (await back.CreditsAsync()).ShouldBe(100);
    }

    private static Task<Answer> PutAsync(Person person, object body) => person.SendAsync(HttpMethod.Put, Profile, body);

    private Task<string> SpendAsync(Person person, int held, int charged) => SpendAsync(app, person, held, charged);

    // As a task does it.
    private static async Task<string> SpendAsync(TestApp app, Person person, int held, int charged)
    {
        WalletLedger ledger = app.Services.GetRequiredService<WalletLedger>();
        WalletId wallet = Credits.Wallet(person.Id);
        string task = Guid.NewGuid().ToString();
        HoldRequest hold = new(task, held)
        {
            Text = "Sora text-to-video (standard): A lake",
            ReturnedLife = Credits.ReturnedLife,
        };
        (await ledger.HoldAsync(wallet, hold)).Succeeded.ShouldBeTrue();
        if (charged == 0) await ledger.ReleaseAsync(wallet, task);
        else await ledger.CaptureAsync(wallet, task, charged);
        return task;
    }
}
