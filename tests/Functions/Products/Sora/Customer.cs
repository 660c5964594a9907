using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>People who buy and spend credits at Sora.</summary>
internal static class Customer
{
    /// <summary>Begins to buy a package; the payment's id and page.</summary>
    public static async Task<Answer> BeginPaymentAsync(this Person person, string package = "standard")
    {
        Answer created = await person.PostAsync("/sora/api/payments/stripe/create", new { package });
        created.Status.ShouldBe(HttpStatusCode.OK, created.ToString());
        return created;
    }

    /// <summary>Buys a package, and waits until its credits are there; the payment's id.</summary>
    public static async Task<string> BuyAsync(this Person person, string package = "standard")
    {
        Answer created = await person.BeginPaymentAsync(package);
        await person.PressAsync(created.Text("payment_url"), ("action", "pay"));
        string id = created.Text("payment_id");
        await person.PaymentAsync(id, "succeeded");
        await Eventually.GetAsync(
            () => person.TransactionsAsync("transaction_type=purchased"),
            found => found.Items.Any(each => (string?)each["payment_order_id"] == id));
        return id;
    }

    /// <summary>Waits until a payment has that status.</summary>
    public static Task<Answer> PaymentAsync(this Person person, string id, string status) => Eventually.GetAsync(
        () => person.GetAsync($"/sora/api/payments/{id}"), payment => payment.Text("status") == status);

    /// <summary>The person's credits.</summary>
    public static async Task<int> CreditsAsync(this Person person) =>
        (await person.GetAsync("/sora/api/users/credits")).Number("credits");

    /// <summary>A page of the person's transactions.</summary>
    public static async Task<TransactionPage> TransactionsAsync(this Person person, string query = "")
    {
        Answer answer = await person.GetAsync($"/sora/api/users/credits/transactions?{query}");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return new TransactionPage(
            answer.Number("total"), [.. answer["transactions"]!.AsArray().Select(each => each!.AsObject())]);
    }
}

/// <summary>A page of transactions.</summary>
internal sealed record TransactionPage(int Total, IReadOnlyList<JsonObject> Items);

/// <summary>Looking at JSON.</summary>
internal static class Parts
{
    /// <summary>Some fields of an object, as JSON.</summary>
    public static string Part(this JsonObject body, params string[] fields) => new JsonObject(
        fields.Select(field => KeyValuePair.Create(field, body[field]?.DeepClone()))).ToJsonString();
}
