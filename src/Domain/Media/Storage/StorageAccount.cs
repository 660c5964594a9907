using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Storage;

/// <summary>
/// How much room a person takes in one product. What is on its way in or out is written down here before it comes or goes,
/// so that a crash between two documents is made up for, by whoever looks next.
/// </summary>
public sealed record StorageAccount : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("storage");

    /// <inheritdoc/>
    public string Id => Product;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product.</summary>
    public required string Product { get; init; }

    /// <summary>The size of all that is counted, what is on its way out included.</summary>
    public long Bytes { get; init; }

    /// <summary>What is on its way in, by item: it counts as used.</summary>
    public IReadOnlyDictionary<string, Reservation> Coming { get; init; } = new Dictionary<string, Reservation>();

    /// <summary>What is on its way out, by item, and its size.</summary>
    public IReadOnlyDictionary<string, long> Going { get; init; } = new Dictionary<string, long>();

    /// <summary>When everything was counted anew.</summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>How much of the room is taken, or promised to somebody.</summary>
    public StorageUse Use => new(Bytes, Coming.Values.Sum(reservation => reservation.Bytes));

    /// <summary>The account with so much room kept for an item, instead of what was kept for it before.</summary>
    public StorageAccount Reserve(string itemId, Reservation reservation) => this with
    {
        Coming = new Dictionary<string, Reservation>(Coming) { [itemId] = reservation },
    };

    /// <summary>The account without a reservation.</summary>
    public StorageAccount Forget(string itemId) => Coming.ContainsKey(itemId)
        ? this with { Coming = Coming.Where(coming => coming.Key != itemId).ToDictionary() }
        : this;

    /// <summary>The account with an item that is there now.</summary>
    public StorageAccount Settle(string itemId, long bytes) => Forget(itemId) with { Bytes = Bytes + bytes };

    /// <summary>The account that knows that an item goes.</summary>
    public StorageAccount Leave(string itemId, long bytes) => Going.ContainsKey(itemId)
        ? this
        : this with { Going = new Dictionary<string, long>(Going) { [itemId] = bytes } };

    /// <summary>The account without an item that is gone.</summary>
    public StorageAccount Left(string itemId) => Going.TryGetValue(itemId, out long bytes)
        ? this with { Bytes = Bytes - bytes, Going = Going.Where(going => going.Key != itemId).ToDictionary() }
        : this;
}

/// <summary>Room that is kept for something on its way in.</summary>
/// <param name="Bytes">How much.</param>
/// <param name="Until">When it is given up, unless the thing is there by then.</param>
public sealed record Reservation(long Bytes, DateTimeOffset Until);

/// <summary>How much of a room is taken.</summary>
/// <param name="Bytes">What is there.</param>
/// <param name="Reserved">What is on its way.</param>
public sealed record StorageUse(long Bytes, long Reserved)
{
    /// <summary>Both together.</summary>
    public long Total => Bytes + Reserved;
}
