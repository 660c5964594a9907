namespace Understudy.Domain.Accounts;

/// <summary>Makes of a password what may be stored: slowly, so that guessing takes long.</summary>
public interface IPasswordHasher
{
    /// <summary>What to store for a password; another one each time.</summary>
    string Hash(string password);

    /// <summary>Compares a password with what was stored.</summary>
    PasswordCheck Verify(string hash, string password);
}

/// <summary>What a comparison of a password comes to.</summary>
public enum PasswordCheck
{
    /// <summary>It is another password.</summary>
    Wrong,

    /// <summary>It is the password.</summary>
    Right,

    /// <summary>It is the password, but would be stored in a stronger form today.</summary>
    RightAndWeak,
}
