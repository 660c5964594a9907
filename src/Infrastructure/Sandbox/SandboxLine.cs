using Understudy.Domain.Billing;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>What a checkout sells, as it was when the checkout was opened: whatever the offer becomes, this stays.</summary>
/// <param name="Name">What the receipt calls it.</param>
/// <param name="Title">What it is in a word or two.</param>
/// <param name="Contents">What one of it is.</param>
/// <param name="Price">What one of it costs.</param>
/// <param name="Quantity">How many; at least 1.</param>
/// <param name="IsMonthly">Whether it is paid again every month.</param>
public sealed record SandboxLine(
    string Name, string Title, string Contents, Price Price, int Quantity, bool IsMonthly)
{
    private const string EarlierQuantity = "understudy_packs";

    /// <summary>What an order sells.</summary>
    internal static SandboxLine Of(Offer offer, int quantity) =>
        new(offer.Name, offer.Title, offer.Contents, offer.Price, quantity, offer is Offer.Monthly);

    /// <summary>
    /// What an object sells that was made before lines were kept, when there were yen alone: it was once if it said how many.
    /// </summary>
    internal static SandboxLine Earlier(IReadOnlyDictionary<string, string> metadata, long amount)
    {
        bool isMonthly = !metadata.ContainsKey(EarlierQuantity);
        string name = isMonthly ? "Subscription" : "Purchase";
        return new SandboxLine(name, name, name, new Price(amount, "jpy"), 1, isMonthly);
    }
}
