namespace Understudy.Domain.Products.Clone;

/// <summary>What a person has subscribed to. Clone, appendix.</summary>
public enum PlanType
{
    /// <summary>Nothing: a few minutes a calendar month.</summary>
    Free,

    /// <summary>¥5,000 a month for 100 minutes.</summary>
    Standard,
}
