using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>What becomes of credits, whatever happens.</summary>
public sealed class MoneyTests
{
    [Fact]
    public async Task Two_hundred_at_once_get_the_seven_videos_that_can_be_paid()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        using Person person = await own.App.NewSoraPersonAsync();
        await own.App.GiveAsync(person, 59, TimeSpan.FromDays(90));
        Answer[] asked = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => person.AskAsync()));
        asked.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(7);
        asked.Count(answer => answer.Status == HttpStatusCode.PaymentRequired).ShouldBe(193);
        WalletBalance balance = await BalanceAsync(own.App, person);
        balance.Left.ShouldBe(19);
        balance.Held.ShouldBe(140);
        (await person.GetAsync($"{SoraPeople.Base}/tasks/user/tasks")).Number("total").ShouldBe(7);
    }

    [Fact]
    public async Task What_expires_first_is_spent_first_and_goes_back_where_it_came_from()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        using Person person = await own.App.NewSoraPersonAsync();
        await own.App.GiveAsync(person, 50, TimeSpan.FromDays(90));
        await own.App.GiveAsync(person, 10, TimeSpan.FromDays(10));
        string id = await person.TaskAsync();
        Lot[] held = await LotsAsync(own.App, person);
        held.Select(lot => lot.Left).ShouldBe([0, 90, 50]);
        await person.TaskAsync(id, "processing");
        (await person.DeleteAsync($"{SoraPeople.Base}/tasks/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        Lot[] back = await LotsAsync(own.App, person);
        back.Select(lot => lot.Left).ShouldBe([10, 100, 50]);
        back.Select(lot => lot.ExpiresAt).ShouldBe(held.Select(lot => lot.ExpiresAt));
    }

    [Fact]
    public async Task What_would_have_expired_meanwhile_gets_seven_more_days()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        using Person person = await own.App.NewSoraPersonAsync();
        await own.App.GiveAsync(person, 20, TimeSpan.FromMinutes(10));
        string id = await person.TaskAsync();
        await person.TaskAsync(id, "processing");
        own.App.Time.Advance(TimeSpan.FromMinutes(15));
        DateTimeOffset before = own.App.Time.GetUtcNow();
        (await person.DeleteAsync($"{SoraPeople.Base}/tasks/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        Lot back = (await LotsAsync(own.App, person)).Single(lot => lot.Amount == 20);
        back.Left.ShouldBe(20);
        (back.ExpiresAt!.Value - before).ShouldBe(TimeSpan.FromDays(7), tolerance: TimeSpan.FromMinutes(10));
        (await own.App.CreditsAsync(person)).ShouldBe(120);
    }

    [Fact]
    public async Task The_statement_says_what_was_taken_and_what_came_back()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        using Person person = await own.App.NewSoraPersonAsync();
        string prompt = "A beautiful sunset over the ocean, with waves that crash on the rocks below";
        string id = await person.TaskAsync(prompt);
        await person.TaskAsync(id, "failed");
        IReadOnlyList<WalletEntry> entries = (await own.App.Services.GetRequiredService<WalletLedger>()
            .GetEntriesAsync(Credits.Wallet(person.Id), new(1, 10))).Entries;
        entries.Select(entry => (entry.Kind, entry.Amount)).ShouldBe(
            [(EntryKind.Refunded, 20), (EntryKind.Spent, -20), (EntryKind.Bonus, 100)]);
        entries[1].OperationId.ShouldBe(id);
        entries[1].Text.ShouldBe("Sora text-to-video (standard): A beautiful sunset over the ocean, with waves that crash on ...");
        entries[2].ExpiresAt!.Value.ShouldBe(entries[2].At.AddDays(30), tolerance: TimeSpan.FromMinutes(1));
    }

    private static Task<WalletBalance> BalanceAsync(TestApp app, Person person) =>
        app.Services.GetRequiredService<WalletLedger>().GetBalanceAsync(Credits.Wallet(person.Id));

    private static async Task<Lot[]> LotsAsync(TestApp app, Person person)
    {
        WalletId id = Credits.Wallet(person.Id);
        return [.. (await app.Services.GetRequiredService<Domain.Persistence.IDocumentStore>()
            .FindAsync<Wallet>(id.OwnerId, id.DocumentId, default))!.Value.Lots];
    }
}
