using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Tests.OpenApi;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Giving credits. FilmStudio, POST /admin/users/:id/grant-credits.</summary>
public sealed class AdminGrantTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Credits_are_given_as_in_the_contract_and_the_reason_stands_in_the_history()
    {
        using Person person = await FilmPeople.NewAsync(app);
        using Person admin = await FilmPeople.NewAdminAsync(app);
        Answer granted = await GrantAsync(admin, person.Id, new { amount = 10, reason = "Customer support compensation" });
        granted.Status.ShouldBe(HttpStatusCode.OK, granted.ToString());
        granted.Body!.ToJsonString().ShouldBe(
            $$"""{"userId":"{{person.Id}}","newBalance":13,"message":"Credits granted successfully"}""");
        Answer balance = await person.GetAsync($"{FilmPeople.Base}/credits/balance");
        balance.Number("balance").ShouldBe(13);
        (balance.Text("history.0.type"), balance.Number("history.0.amount"), balance.Text("history.0.description"))
            .ShouldBe(("grant", 10, "Customer support compensation"));
        balance.Body!.ToJsonString().ShouldNotContain(admin.Id);
    }

    [Fact]
    public async Task Who_gave_them_is_kept_and_told_to_nobody()
    {
        using Person person = await FilmPeople.NewAsync(app);
        using Person admin = await FilmPeople.NewAdminAsync(app);
        await GrantAsync(admin, person.Id, new { amount = 1, reason = "Sorry" });
        WalletEntry entry = (await app.Services.GetRequiredService<WalletLedger>()
            .GetEntriesAsync(FilmStudioPlans.Wallet(person.Id), new(1, 1))).Entries.ShouldHaveSingleItem();
        (entry.By, entry.Text, entry.Source).ShouldBe((admin.Id, "Sorry", "administrator"));
        entry.ExpiresAt!.Value.ShouldBe(entry.At.AddMonths(12), tolerance: TimeSpan.FromMinutes(1));
        // Neither in what the person takes along.
        foreach (IPersonalData area in app.Services.GetServices<IPersonalData>())
            await foreach (PersonalItem item in area.CollectAsync(person.Id, default))
                if (item is PersonalItem.Data { Value: var value }) JsonSerializer.Serialize(value).ShouldNotContain(admin.Id);
    }

    [Fact]
    public async Task The_same_request_with_its_key_gives_once_and_without_one_each_time()
    {
        using Person person = await FilmPeople.NewAsync(app);
        using Person admin = await FilmPeople.NewAdminAsync(app);
        string path = PathOf(person.Id);
        object body = new { amount = 5, reason = "Once" };
        Answer first = await admin.PostOnceAsync("gift", path, body);
        Answer second = await admin.PostOnceAsync("gift", path, body);
        (first.Number("newBalance"), second.Number("newBalance")).ShouldBe((8, 8));
        (await admin.PostOnceAsync("gift", path, new { amount = 6, reason = "Once" })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await person.CreditsAsync()).ShouldBe(8);
        for (int time = 0; time < 2; time++) await admin.PostAsync(path, body);
        (await person.CreditsAsync()).ShouldBe(18);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => admin.PostAsync(path, new { amount = 1, reason = "Many" })));
        (await person.CreditsAsync()).ShouldBe(28);
    }

    [Fact]
    public async Task Amount_and_reason_have_bounds()
    {
        using Person person = await FilmPeople.NewAsync(app);
        using Person admin = await FilmPeople.NewAdminAsync(app);
        foreach (object amount in new object[] { 0, -5, 10_001, 1.5, "10", true })
            (await GrantAsync(admin, person.Id, new { amount, reason = "x" })).ShouldBeWrong("amount");
        (await GrantAsync(admin, person.Id, new { amount = 1 })).ShouldBeWrong("reason");
        foreach (object reason in new object[] { "", "   ", new string('x', 501), 5, "a\u0001b" })
            (await GrantAsync(admin, person.Id, new { amount = 1, reason })).ShouldBeWrong("reason");
        (await GrantAsync(admin, person.Id, new { })).ShouldBeWrong("amount", "reason");
        (await person.CreditsAsync()).ShouldBe(3);
        (await GrantAsync(admin, person.Id, new { amount = 1, reason = new string('x', 500) }))
            .Number("newBalance").ShouldBe(4);
        (await GrantAsync(admin, person.Id, new { amount = 10_000, reason = "x" })).Number("newBalance").ShouldBe(10_004);
        (await GrantAsync(admin, person.Id, new { amount = 1e3, reason = "x" })).Number("newBalance").ShouldBe(11_004);
    }

    [Fact]
    public async Task Whom_nobody_knows_gets_nothing()
    {
        using Person admin = await FilmPeople.NewAdminAsync(app);
        foreach (string id in new[] { Valid.Nothing, "nonsense", Guid.NewGuid().ToString() })
            (await GrantAsync(admin, id, new { amount = 1, reason = "x" })).ShouldBeMissing();
    }

    private static string PathOf(string id) => $"{FilmPeople.Base}/admin/users/{id}/grant-credits";

    private static Task<Answer> GrantAsync(Person admin, string id, object body) => admin.PostAsync(PathOf(id), body);
}
