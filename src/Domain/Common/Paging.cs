namespace Understudy.Domain.Common;

/// <summary>A page of a list.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Limit">Items on a page.</param>
public sealed record Paging(int Page, int Limit)
{
    /// <summary>How many items come before the page.</summary>
    public int Offset => (Page - 1) * Limit;

    /// <summary>How many pages there are of so many items.</summary>
    public int Pages(int total) => (total + Limit - 1) / Limit;
}
