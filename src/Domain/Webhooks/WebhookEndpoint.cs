namespace Understudy.Domain.Webhooks;

/// <summary>An address of a person's own server that is told of events.</summary>
public sealed record WebhookEndpoint
{
    /// <summary>How many secrets that were replaced may go on signing; the oldest give way.</summary>
    public const int MaxRetired = 3;

    /// <summary>Its id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required Uri Url { get; init; }

    /// <summary>What it is told of; at least one.</summary>
    public required IReadOnlyList<WebhookEventType> Events { get; init; }

    /// <summary>What its owner says of it, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is told of anything.</summary>
    public EndpointStatus Status { get; init; }

    /// <summary>The delivery that made the app disable it, or null.</summary>
    public string? DisabledBy { get; init; }

    /// <summary>When the first delivery failed since one succeeded last; null when none did.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>
    /// What signs its deliveries. It is kept as it is, because signing needs it; it is shown when it is made, and never
    /// listed, exported or logged.
    /// </summary>
    public required string Secret { get; init; }

    /// <summary>The secrets before, which go on signing beside it for a while; newest first.</summary>
    public IReadOnlyList<RetiredSecret> Retired { get; init; } = [];

    /// <summary>The id of the last request for a rotation, whose repetition rotates nothing, or null.</summary>
    public string? Rotation { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its owner, or the app's giving it up, last changed it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The secrets that sign at that time, the current one first.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now) =>
        Retired.Where(retired => retired.Until > now).Select(retired => retired.Secret).Prepend(Secret);

    /// <summary>Has a new secret sign; those before sign beside it no longer than <paramref name="overlap"/>.</summary>
    /// <param name="secret">The new secret.</param>
    /// <param name="overlap">How long at most those before go on signing.</param>
    /// <param name="now">The time.</param>
    /// <param name="rotation">What asks for it: the last one again changes nothing; null is new each time.</param>
    public WebhookEndpoint Rotate(string secret, TimeSpan overlap, DateTimeOffset now, string? rotation = null)
    {
        if (rotation is not null && rotation == Rotation) return this;
        DateTimeOffset end = now + overlap;
        return this with
        {
            Secret = secret,
            Rotation = rotation,
            Retired =
            [
                .. Retired
                    .Select(retired => retired.Until > end ? retired with { Until = end } : retired)
                    .Prepend(new RetiredSecret(Secret, end))
                    .Where(retired => retired.Until > now)
                    .Take(MaxRetired),
            ],
            UpdatedAt = now,
        };
    }

    /// <summary>Its owner switches it on, which forgets past failures, or off.</summary>
    public WebhookEndpoint Switch(EndpointStatus status) => status == Status
        ? this
        : this with { Status = status, DisabledBy = null, FailingSince = null };

    /// <summary>A delivery was taken.</summary>
    public WebhookEndpoint Succeed() => FailingSince is null ? this : this with { FailingSince = null };

    /// <summary>A delivery was not taken.</summary>
    public WebhookEndpoint Fail(DateTimeOffset now) => FailingSince is null ? this with { FailingSince = now } : this;

    /// <summary>The app gives it up because of a delivery.</summary>
    public WebhookEndpoint GiveUp(string deliveryId, DateTimeOffset now) => Status == EndpointStatus.Disabled
        ? this
        : this with { Status = EndpointStatus.Disabled, DisabledBy = deliveryId, UpdatedAt = now };
}

/// <summary>Whether an endpoint is told of anything.</summary>
public enum EndpointStatus
{
    /// <summary>It is.</summary>
    Enabled,

    /// <summary>It is not: its owner switched it off, it said that it is gone, or it failed for too long.</summary>
    Disabled,
}

/// <summary>A secret that was replaced.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Until">When it stops signing.</param>
public sealed record RetiredSecret(string Secret, DateTimeOffset Until);
