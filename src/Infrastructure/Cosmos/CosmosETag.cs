using System.Globalization;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// What a reader of a document knows of it: Cosmos DB's ETag, when the document expires, and which writes made it. The last two
/// spare reading it again before it is replaced.
/// </summary>
/// <param name="Value">Cosmos DB's own ETag.</param>
/// <param name="ExpiresAt">When the document expires; the greatest time when it never does.</param>
/// <param name="Writes">The ids of the last writes, the newest first.</param>
internal sealed record CosmosETag(string Value, DateTimeOffset ExpiresAt, IReadOnlyList<string> Writes)
{
    private const char Between = '.';

    /// <summary>The text that says all of it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ExpiresAt.UtcTicks:x}{Between}{string.Join(',', Writes)}{Between}{Value}");

    /// <returns>Null when it is no ETag of this store.</returns>
    public static CosmosETag? Parse(string text)
    {
        string[] parts = text.Split(Between, 3);
        if (parts.Length < 3 ||
            parts[2] is "" or "*" ||
            !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long ticks) ||
            ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return null;
        return new CosmosETag(parts[2], new DateTimeOffset(ticks, TimeSpan.Zero), parts[1].Split(','));
    }
}
