using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>What a person answered to the onboarding survey. One document a person. Clone §1.2.</summary>
public sealed record Profile : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("profile");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The id that the contract shows.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The answers.</summary>
    public required SurveyAnswers Answers { get; init; }

    /// <summary>When the survey was first answered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last answered.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The answers of the onboarding survey. Clone §3.1.</summary>
/// <param name="Usage">For whom the product is used.</param>
/// <param name="CompanySize">How large the company is; null for personal use.</param>
/// <param name="Role">What the person does there.</param>
/// <param name="UseCases">What for; at least one, none twice.</param>
/// <param name="Referral">How the person came here.</param>
public sealed record SurveyAnswers(
    UsageType Usage, CompanySize? CompanySize, Role Role, IReadOnlyList<UseCase> UseCases, ReferralSource Referral);

/// <summary>For whom the product is used.</summary>
public enum UsageType
{
    /// <summary>For oneself.</summary>
    Personal,

    /// <summary>For a company.</summary>
    Business,
}

/// <summary>How many people work in a company.</summary>
public enum CompanySize
{
    /// <summary>1–10.</summary>
    UpTo10,

    /// <summary>11–50.</summary>
    UpTo50,

    /// <summary>51–200.</summary>
    UpTo200,

    /// <summary>201–1000.</summary>
    UpTo1000,

    /// <summary>1001 and more.</summary>
    Above1000,
}

/// <summary>What a person does.</summary>
public enum Role
{
    /// <summary>Leads.</summary>
    Executive,

    /// <summary>Manages.</summary>
    Manager,

    /// <summary>Is employed.</summary>
    Staff,

    /// <summary>Works freelance.</summary>
    Freelancer,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What the videos are for.</summary>
public enum UseCase
{
    /// <summary>Marketing.</summary>
    Marketing,

    /// <summary>Training.</summary>
    Training,

    /// <summary>Support.</summary>
    Support,

    /// <summary>Social media.</summary>
    Social,

    /// <summary>Presentations.</summary>
    Presentation,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>How a person came here.</summary>
public enum ReferralSource
{
    /// <summary>By a search engine.</summary>
    Search,

    /// <summary>By social media.</summary>
    Social,

    /// <summary>By somebody's advice.</summary>
    Referral,

    /// <summary>By an advertisement.</summary>
    Ads,

    /// <summary>By the press.</summary>
    Media,

    /// <summary>In another way.</summary>
    Other,
}
