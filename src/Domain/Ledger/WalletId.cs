using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>What a wallet counts.</summary>
public enum Unit
{
    /// <summary>Minutes of generated video.</summary>
    Minutes,

    /// <summary>Credits.</summary>
    Credits,
}

/// <summary>There is one wallet for each of these.</summary>
/// <param name="OwnerId">The user's id.</param>
/// <param name="Product">The product that sells what is in it, e.g. <c>clone</c>.</param>
/// <param name="Unit">What it counts.</param>
public sealed record WalletId(string OwnerId, string Product, Unit Unit)
{
    /// <summary>The id of the wallet's document within the owner's partition.</summary>
    [JsonIgnore]
    public string DocumentId => Unit switch
    {
        Unit.Minutes => $"{Product}.minutes",
        Unit.Credits => $"{Product}.credits",
        _ => throw new InvalidOperationException($"{Unit} is no unit."),
    };
}
