using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The contract's words for the core's enumerations. Clone, appendix.</summary>
internal static class CloneWords
{
    public static readonly Words<ModelState> ModelStates = new(
        (ModelState.Pending, "pending"),
        (ModelState.Uploading, "uploading"),
        (ModelState.Processing, "processing"),
        (ModelState.Completed, "completed"),
        (ModelState.Failed, "failed"));

    // A cancelled video is about to disappear; until then the contract's nearest word is "failed".
    public static readonly Words<JobState> VideoStates = new(
        (JobState.Queued, "queued"),
        (JobState.Processing, "processing"),
        (JobState.Completed, "completed"),
        (JobState.Failed, "failed"),
        (JobState.Cancelled, "failed"));

    public static readonly Words<SourceType> SourceTypes = new(
        (SourceType.Upload, "upload"), (SourceType.Recording, "recording"));

    public static readonly Words<Language> Languages = new((Language.Japanese, "ja"), (Language.English, "en"));

    public static readonly Words<ReadingFault> ReadingFaults = new(
        (ReadingFault.NotSpoken, "not_spoken"),
        (ReadingFault.Spelled, "spelled"),
        (ReadingFault.Replaced, "replaced"));

    public static readonly Words<Resolution> Resolutions = new((Resolution.P720, "720p"), (Resolution.P1080, "1080p"));

    public static readonly Words<PlanType> Plans = new((PlanType.Free, "free"), (PlanType.Standard, "standard"));

    public static readonly Words<PlanType> PlansForSale = new((PlanType.Standard, "standard"));

    public static readonly Words<SubscriptionStatus> SubscriptionStates = new(
        (SubscriptionStatus.Active, "active"),
        (SubscriptionStatus.Trialing, "trialing"),
        (SubscriptionStatus.PastDue, "past_due"),
        (SubscriptionStatus.Canceled, "canceled"));

    public static readonly Words<GatewayPaymentStatus> PaymentStates = new(
        (GatewayPaymentStatus.Pending, "pending"),
        (GatewayPaymentStatus.Succeeded, "succeeded"),
        (GatewayPaymentStatus.Failed, "failed"));

    /// <summary>The word for what a payment was for, by the offer.</summary>
    public static string PaymentType(string sku) =>
        sku == CloneOffers.Standard.Sku ? "subscription"
        : sku == CloneOffers.Pack.Sku ? "additional_minutes"
        : throw new ArgumentOutOfRangeException(nameof(sku), sku, "The contract has no word for it.");

    public static readonly Words<VideoSort> Sorts = new((VideoSort.CreatedAt, "created_at"), (VideoSort.Title, "title"));

    public static readonly Words<SortOrder> Orders = new((SortOrder.Ascending, "asc"), (SortOrder.Descending, "desc"));
}

/// <summary>What a list of videos can be sorted by. Clone §7.1.</summary>
internal enum VideoSort
{
    CreatedAt,
    Title,
}

/// <summary>The direction of a sort.</summary>
internal enum SortOrder
{
    Descending,
    Ascending,
}
