using Understudy.Domain.Ledger;

namespace Understudy.Domain.Billing;

/// <summary>
/// Something that a product sells: what it costs, and what comes of it. What is sold is in the <see cref="Catalogue"/>; an
/// offer stays there for as long as anything that was bought by it can be renewed or refunded.
/// </summary>
public abstract record Offer
{
    private Offer()
    {
    }

    /// <summary>The product that sells it; its wallet is where the units go. 1–50 of <c>a–z 0–9 -</c>.</summary>
    public required string Product { get; init; }

    /// <summary>Which of the product's offers; never changes its meaning. 1–50 of <c>a–z 0–9 -</c>.</summary>
    public required string Sku { get; init; }

    /// <summary>What the gateway's page and receipt call one of it, e.g. <c>Example, 20 pages</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is in a word or two, where the product is known, e.g. <c>Extra pages</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What one of it is, e.g. <c>20 pages</c>.</summary>
    public required string Contents { get; init; }

    /// <summary>What one of it costs.</summary>
    public required Price Price { get; init; }

    /// <summary>What it gives.</summary>
    public required Unit Unit { get; init; }

    /// <summary>How many of that, for one of it; at least 1.</summary>
    public required int Units { get; init; }

    /// <summary>Why the units are there, as the wallet's entries say it, e.g. <c>purchase</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What the wallet's statement calls that the units came.</summary>
    public EntryKind Kind { get; init; } = EntryKind.Purchased;

    /// <summary>What the wallet's statement says of it, for people; null for nothing.</summary>
    public string? Text { get; init; }

    /// <summary>How units are counted that go back with a part of the money.</summary>
    public Rounding TakesBack { get; init; } = Rounding.Down;

    /// <summary>How many can be bought at once, at most.</summary>
    public abstract int MaxQuantity { get; }

    /// <summary>The wallet of a person that the units go to.</summary>
    public WalletId WalletOf(string ownerId) => new(ownerId, Product, Unit);

    /// <summary>Whether so many can be bought at once.</summary>
    public bool Sells(int quantity) => quantity >= 1 && quantity <= MaxQuantity;

    /// <summary>Something that is paid once, and adds units to a wallet.</summary>
    public sealed record Once : Offer
    {
        /// <summary>How long the units can be spent.</summary>
        public required Life Life { get; init; }

        /// <summary>Whether they are spent after all that is not, whichever expires first.</summary>
        public bool SpentLast { get; init; }

        /// <summary>How many can be bought at once, at most; 1 or more.</summary>
        public required int Most { get; init; }

        /// <inheritdoc/>
        public override int MaxQuantity => Most;
    }

    /// <summary>
    /// Something that is paid again every month, and begins a period of its wallet each time. A person has at most one at a
    /// time of each product.
    /// </summary>
    public sealed record Monthly : Offer
    {
        /// <summary>
        /// How long the units of a period outlive it, unless the next one begins: its invoice is paid some time after that.
        /// </summary>
        public required TimeSpan Grace { get; init; }

        /// <inheritdoc/>
        public override int MaxQuantity => 1;
    }
}

/// <summary>How units are counted that are no whole number.</summary>
public enum Rounding
{
    /// <summary>In the person's favour: a part of one is not taken.</summary>
    Down,

    /// <summary>A part of one counts as one.</summary>
    Up,
}
