namespace Understudy.Domain.Billing;

/// <summary>For how long what was bought once can be spent.</summary>
/// <param name="Months">So many calendar months; 0 or more.</param>
/// <param name="Days">So many days on top; 0 or more.</param>
public sealed record Life(int Months, int Days)
{
    /// <summary>Until it is spent.</summary>
    public static Life ForEver { get; } = new(0, 0);

    /// <summary>For calendar months.</summary>
    public static Life OfMonths(int months) => new(months, 0);

    /// <summary>For days.</summary>
    public static Life OfDays(int days) => new(0, days);

    /// <summary>When it is over, if it begins now; null for never.</summary>
    public DateTimeOffset? EndFrom(DateTimeOffset now) => this == ForEver ? null : now.AddMonths(Months).AddDays(Days);
}
