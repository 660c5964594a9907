using Understudy.Domain.Clones;

namespace Understudy.Domain.Common;

/// <summary>
/// An expected failure of a use case. The set is closed; each product's dialect turns it into that contract's error
/// body and status.
/// </summary>
public abstract record Problem
{
    private Problem()
    {
    }

    /// <summary>The resource does not exist, or belongs to somebody else: the two are told apart by nobody.</summary>
    public sealed record NotFound(string What) : Problem;

    /// <summary>The request is malformed; every offending field is listed.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Fields) : Problem
    {
        /// <summary>One offending field.</summary>
        public Invalid(string field, string message)
            : this([new FieldError(field, message)])
        {
        }
    }

    /// <summary>A model that still has generated videos cannot be deleted.</summary>
    public sealed record ModelInUse : Problem;

    /// <summary>A model that the request names is not trained yet, or its training failed.</summary>
    public sealed record ModelNotReady(ModelKind Kind, ModelState State) : Problem;

    /// <summary>The resource exists, but is not in a state that allows the operation.</summary>
    /// <param name="Code">For programs: an UPPER_SNAKE word.</param>
    /// <param name="Message">For people.</param>
    public sealed record WrongState(string Code, string Message) : Problem;

    /// <summary>So many jobs of the account wait already, and no more may.</summary>
    public sealed record TooManyWaiting(int Limit) : Problem;

    /// <summary>The account was deleted and is being erased; it cannot be restored any more.</summary>
    public sealed record AccountErased : Problem;

    /// <summary>The wallet holds less than the operation needs. Both in the wallet's unit.</summary>
    public sealed record InsufficientFunds(int Required, int Available) : Problem;
}

/// <summary>One offending field of a request.</summary>
/// <param name="Field">Its name on the wire.</param>
/// <param name="Message">What is wrong with it, as a sentence a person understands.</param>
public sealed record FieldError(string Field, string Message);
