using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Understudy.Domain.Webhooks;

/// <summary>When a delivery is attempted: ten times within about three days, a little earlier or later each.</summary>
public static class DeliverySchedule
{
    /// <summary>The longest that an endpoint may put an attempt off.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(24);

    // From the failure before, so that a server that is down for a weekend misses nothing.
    private static readonly TimeSpan[] _waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How many attempts a run has. A test has one: its owner waits for the outcome.</summary>
    public static int Attempts(WebhookEventType type) => type == WebhookEventType.Test ? 1 : _waits.Length + 1;

    /// <summary>How long to wait after a failed attempt.</summary>
    /// <param name="delivery">The delivery, before the attempt is recorded.</param>
    /// <param name="wanted">How long the endpoint wants to be left alone, if it said so.</param>
    /// <returns>Null when that attempt was the last.</returns>
    public static TimeSpan? After(WebhookDelivery delivery, TimeSpan? wanted)
    {
        if (delivery.Tries + 1 >= Attempts(delivery.EventType)) return null;
        TimeSpan wait = Vary(_waits[delivery.Tries], $"{delivery.Id}/{delivery.Run}/{delivery.Tries}");
        TimeSpan asked = wanted is null ? TimeSpan.Zero : wanted.Value < LongestWait ? wanted.Value : LongestWait;
        return wait > asked ? wait : asked;
    }

    /// <summary>How long to wait for a turn, after so many waits in vain.</summary>
    public static TimeSpan ForTurn(string deliveryId, int waits) =>
        Vary(TimeSpan.FromSeconds(Math.Min(300, 2 << Math.Min(waits, 8))), $"{deliveryId}/turn/{waits}");

    // By up to a tenth either way, so that what failed together does not come back together; always the same way.
    private static TimeSpan Vary(TimeSpan wait, string seed)
    {
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        return wait * (0.9 + (0.2 * number / uint.MaxValue));
    }
}
