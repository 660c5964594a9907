namespace Understudy.Functions.Products.Clone;

// The bodies of the answers of Clone §3 and §10, field by field and in the contract's order.

/// <summary>Clone §3.1, §3.2.</summary>
internal sealed record ProfileAnswer(ProfileDetails Profile);

internal sealed record ProfileDetails(
    string Id,
    string UserId,
    string UsageType,
    string? CompanySize,
    string Role,
    IReadOnlyList<string> UseCases,
    string ReferralSource,
    bool OnboardingCompleted,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Clone §10.1.</summary>
internal sealed record SettingsAnswer(SettingsBody Settings);

internal sealed record SettingsBody(bool EmailNotifications, string Language, string DefaultResolution);

/// <summary>Clone §10.2.</summary>
internal sealed record SettingsChangedAnswer(ChangedSettings Settings);

internal sealed record ChangedSettings(
    bool EmailNotifications, string Language, string DefaultResolution, DateTimeOffset UpdatedAt);

/// <summary>Clone §10.3.</summary>
internal sealed record AvatarUploadAnswer(UploadBody Upload);

/// <summary>Clone §10.4.</summary>
internal sealed record AvatarAnswer(string? AvatarUrl);

/// <summary>Clone §10.5.</summary>
internal sealed record ExportAnswer(string Message, DateTimeOffset EstimatedCompletion);
