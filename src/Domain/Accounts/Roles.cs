namespace Understudy.Domain.Accounts;

/// <summary>What an account may do beyond its own things. An operator gives it, never a product.</summary>
[Flags]
public enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Looks after the platform: sees accounts, gives credits, refunds payments.</summary>
    Admin = 1,
}
