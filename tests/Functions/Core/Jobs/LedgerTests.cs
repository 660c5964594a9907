using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>What whoever runs the app is told of wallets that do not add up.</summary>
public sealed class LedgerTests
{
    private const string Key = "the master key";

    [Fact]
    public async Task A_wallet_that_does_not_add_up_is_measured_logged_and_shown_to_the_operator()
    {
        List<int> measured = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "understudy.ledger.mismatches") meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, wallets, _, _) =>
        {
            lock (measured) measured.Add(wallets);
        });
        listener.Start();
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.Runtime["MasterKey"] = Key);
        using Person person = await own.App.NewPersonAsync();
        (await ShowAsync(own.App, key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        IDocumentStore store = own.App.Services.GetRequiredService<IDocumentStore>();
        Wallet wallet = (await store.FindAsync<Wallet>(person.Id, Minutes.Wallet(person.Id).DocumentId))!.Value;
        JsonNode changed = JsonSerializer.SerializeToNode(wallet, DocumentJson.Options)!;
        changed["entered"] = wallet.Entered + 1;
        await store.UpdateAsync<Wallet>(
            person.Id, wallet.Id, _ => changed.Deserialize<Wallet>(DocumentJson.Options));

        (_, string told) = await own.App.AdvanceUntilAsync(
            TimeSpan.FromHours(25),
            () => ShowAsync(own.App, Key),
            answer => answer.Body.Contains(person.Id, StringComparison.Ordinal));
        string fault = $"its lots have {wallet.Entered}, and its entries sum up to {wallet.Entered + 1}";
        told.ShouldContain($"{person.Id} clone.minutes ");
        told.ShouldContain(fault);
        own.App.LogLines.ShouldContain(line =>
            line.Contains($"Wallet clone.minutes of account {person.Id} does not add up: {fault}", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => { lock (measured) return measured.Contains(1); }, "it was measured");
    }

    private static async Task<(HttpStatusCode Status, string Body)> ShowAsync(TestApp app, string? key)
    {
        using HttpClient anybody = app.Anonymous();
        if (key is not null) anybody.DefaultRequestHeaders.Add("x-functions-key", key);
        using HttpResponseMessage answer = await anybody.GetAsync("/operator/ledger");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
