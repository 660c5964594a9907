using Understudy.Domain.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The contract's words about accounts. Clone §3.1, §10.</summary>
internal static class AccountWords
{
    public static readonly Words<UsageType> UsageTypes = new(
        (UsageType.Personal, "personal"), (UsageType.Business, "business"));

    public static readonly Words<CompanySize> CompanySizes = new(
        (CompanySize.UpTo10, "1-10"),
        (CompanySize.UpTo50, "11-50"),
        (CompanySize.UpTo200, "51-200"),
        (CompanySize.UpTo1000, "201-1000"),
        (CompanySize.Above1000, "1001+"));

    public static readonly Words<Role> Roles = new(
        (Role.Executive, "executive"),
        (Role.Manager, "manager"),
        (Role.Staff, "staff"),
        (Role.Freelancer, "freelancer"),
        (Role.Other, "other"));

    public static readonly Words<UseCase> UseCases = new(
        (UseCase.Marketing, "marketing"),
        (UseCase.Training, "training"),
        (UseCase.Support, "support"),
        (UseCase.Social, "social"),
        (UseCase.Presentation, "presentation"),
        (UseCase.Other, "other"));

    public static readonly Words<ReferralSource> ReferralSources = new(
        (ReferralSource.Search, "search"),
        (ReferralSource.Social, "social"),
        (ReferralSource.Referral, "referral"),
        (ReferralSource.Ads, "ads"),
        (ReferralSource.Media, "media"),
        (ReferralSource.Other, "other"));

    public static readonly Words<PictureType> PictureTypes = new(
        (PictureType.Jpeg, "image/jpeg"), (PictureType.Png, "image/png"), (PictureType.WebP, "image/webp"));

    public static readonly Words<Confirmation> Confirmations = new((Confirmation.Delete, "DELETE"));
}

/// <summary>The types of pictures that are taken. Clone §10.3.</summary>
internal enum PictureType
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>What somebody who deletes the account has to say. Clone §10.6.</summary>
internal enum Confirmation
{
    Delete,
}
