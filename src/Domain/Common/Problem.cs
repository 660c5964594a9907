namespace Understudy.Domain.Common;

/// <summary>
/// An expected failure of a use case: a named thing without words of the wire. Each part of the core and each product adds
/// its own; a product's dialect turns those that can reach it into its contract's error body and status.
/// </summary>
public abstract record Problem
{
    /// <summary>The resource does not exist, or belongs to somebody else: the two are told apart by nobody.</summary>
    public sealed record NotFound(string What) : Problem;

    /// <summary>The request is malformed; every offending field is listed.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Fields) : Problem
    {
        /// <summary>One offending field.</summary>
        public Invalid(string field, FieldFault fault, string message)
            : this([new FieldError(field, fault, message)])
        {
        }
    }

    /// <summary>The account was deleted and is being erased; it cannot be restored any more.</summary>
    public sealed record AccountErased : Problem;

    /// <summary>The wallet holds less than the operation needs. Both in the wallet's unit.</summary>
    public sealed record InsufficientFunds(int Required, int Available) : Problem;
}
