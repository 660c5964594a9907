using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// A wallet: what a person may spend at one product, and what jobs in progress hold of it. Every operation gives a new
/// wallet, or the very same one when it has been done before.
/// </summary>
/// <param name="Of">Whose, and of what.</param>
public sealed partial record Wallet(WalletId Of) : IDocument
{
    internal const string PeriodEndField = "periodEnd";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("wallet", PeriodEndField);

    /// <inheritdoc/>
    public string Id => Of.DocumentId;

    /// <inheritdoc/>
    public string Partition => Of.OwnerId;

    /// <summary>The lots, in the order of spending. Expired ones leave at the next change.</summary>
    [JsonInclude]
    public IReadOnlyList<Lot> Lots { get; private init; } = [];

    /// <summary>The amounts of lots that never expire and are spent: they need not be kept one by one.</summary>
    [JsonInclude]
    public int SpentForGood { get; private init; }

    /// <summary>What the wallet amounts to.</summary>
    public WalletBalance BalanceAt(DateTimeOffset now)
    {
        Lot[] lots = [.. Lots.Where(lot => !lot.IsExpired(now))];
        HashSet<string> known = [.. lots.Select(lot => lot.Id)];
        int heldOfExpired = Holds.SelectMany(hold => hold.Parts)
            .Where(part => !known.Contains(part.LotId)).Sum(part => part.Amount);
        return new WalletBalance(
            checked(lots.Sum(lot => lot.Amount - lot.Revoked) + heldOfExpired + SpentForGood),
            lots.Sum(lot => lot.Left),
            Holds.Sum(hold => hold.Amount));
    }

    /// <summary>Adds a lot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is less than 1, or the kind none of a grant.</exception>
    public Wallet Add(Grant grant, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grant.Amount);
        return Remembers(OperationKey.Grant(grant.OperationId))
            ? this
            : Expire(now).WithGrant(grant, now).Expire(now).Settle(grant.OperationId, now);
    }

    /// <summary>Removes the lots that have expired, and enters what was left of them.</summary>
    public Wallet Expire(DateTimeOffset now) => WithHoldsEntered().End(now, lot => lot.IsExpired(now));

    private Wallet End(DateTimeOffset now, Predicate<Lot> ends)
    {
        if (!Lots.Any(lot => ends(lot))) return this;
        Wallet wallet = this with { Lots = [.. Lots.Where(lot => !ends(lot))] };
        foreach (Lot lot in Lots.Where(lot => ends(lot) && lot.Left > 0))
        {
            wallet = wallet.WithEntry(
                EntryKind.Expiry, lot.Id, -lot.Left, now, entry => entry with { Source = lot.Source });
        }

        return wallet.ForgetRevocations();
    }

    private Wallet WithGrant(Grant grant, DateTimeOffset now)
    {
        if (!grant.Kind.IsGrant()) throw new ArgumentOutOfRangeException(nameof(grant), grant.Kind, "Nothing is granted so.");
        Lot lot = new(grant.OperationId, grant.Amount, grant.Amount, grant.Source, now, grant.ExpiresAt)
        {
            SpentLast = grant.SpentLast,
        };
        return WithLot(lot).WithEntry(grant.Kind, lot.Id, lot.Amount, now, entry => entry with
        {
            Source = lot.Source,
            ExpiresAt = lot.ExpiresAt,
            Reference = grant.Reference,
            Text = grant.Text,
            By = grant.By,
        });
    }

    private Wallet WithLots(string id, Func<Lot, Lot> change) =>
        this with { Lots = [.. Lots.Select(lot => lot.Id == id ? change(lot) : lot)] };

    private Wallet WithLot(Lot lot) => this with
    {
        Lots =
        [
            .. Lots.Append(lot)
                .OrderBy(each => each.SpentLast)
                .ThenBy(each => each.ExpiresAt ?? DateTimeOffset.MaxValue)
                .ThenBy(each => each.GrantedAt)
                .ThenBy(each => each.Id, StringComparer.Ordinal),
        ],
    };
}
