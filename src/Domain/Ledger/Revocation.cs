namespace Understudy.Domain.Ledger;

/// <summary>How much of a grant is to be taken back in all, and how far that has come.</summary>
/// <param name="GrantId">The grant's operation id.</param>
/// <param name="Total">How much is to be taken back; more than is left of the grant is due when held units come back.</param>
/// <param name="Revision">The greatest that was heard of.</param>
/// <param name="Taken">How much was taken, less what was given back.</param>
/// <param name="IsGranted">Whether the grant has been made.</param>
public sealed record Revocation(string GrantId, int Total, long Revision, int Taken, bool IsGranted)
{
    internal int Due => Math.Max(0, Total - Taken);
}
