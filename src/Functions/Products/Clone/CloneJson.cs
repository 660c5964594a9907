using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Clone;

/// <summary>How the Clone contract's answers are written: snake_case, times in UTC to the second.</summary>
[JsonSerializable(typeof(CheckoutAnswer))]
[JsonSerializable(typeof(CompletedStatusAnswer))]
[JsonSerializable(typeof(DashboardAnswer))]
[JsonSerializable(typeof(DownloadAnswer))]
[JsonSerializable(typeof(EventReceivedAnswer))]
[JsonSerializable(typeof(AvatarAnswer))]
[JsonSerializable(typeof(AvatarUploadAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(FailedStatusAnswer))]
[JsonSerializable(typeof(InvoicesAnswer))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MinutesCheckoutAnswer))]
[JsonSerializable(typeof(ModelEvent))]
[JsonSerializable(typeof(ModelNews))]
[JsonSerializable(typeof(ModelRenamed))]
[JsonSerializable(typeof(Pagination))]
[JsonSerializable(typeof(PortalAnswer))]
[JsonSerializable(typeof(RegeneratedAnswer))]
[JsonSerializable(typeof(RunningStatusAnswer))]
[JsonSerializable(typeof(SubscriptionAnswer))]
[JsonSerializable(typeof(ProfileAnswer))]
[JsonSerializable(typeof(SettingsAnswer))]
[JsonSerializable(typeof(SettingsChangedAnswer))]
[JsonSerializable(typeof(TestNews))]
[JsonSerializable(typeof(UploadCompleted))]
[JsonSerializable(typeof(UsageAnswer))]
[JsonSerializable(typeof(UsageHistoryAnswer))]
[JsonSerializable(typeof(VideoAnswer))]
[JsonSerializable(typeof(VideoModelAnswer))]
[JsonSerializable(typeof(VideoModelCreated))]
[JsonSerializable(typeof(VideoModelsAnswer))]
[JsonSerializable(typeof(VideoQueuedAnswer))]
[JsonSerializable(typeof(VideosAnswer))]
[JsonSerializable(typeof(VideoEvent))]
[JsonSerializable(typeof(VideoNews))]
[JsonSerializable(typeof(VoiceModelAnswer))]
[JsonSerializable(typeof(VoiceModelCreated))]
[JsonSerializable(typeof(VoiceModelsAnswer))]
[JsonSerializable(typeof(WebhookDeliveriesAnswer))]
[JsonSerializable(typeof(WebhookDeliveryAccepted))]
[JsonSerializable(typeof(WebhookDeliveryAnswer))]
[JsonSerializable(typeof(WebhookEndpointAnswer))]
[JsonSerializable(typeof(WebhookEndpointCreated))]
[JsonSerializable(typeof(WebhookEndpointsAnswer))]
[JsonSerializable(typeof(WebhookSecretRotated))]
internal sealed partial class CloneJson : JsonSerializerContext
{
    /// <summary>
    /// The context to write with: it leaves <c>&amp;</c> and non-ASCII text as they are, which is safe in JSON and lets
    /// a signed URL be copied from a terminal.
    /// </summary>
    public static CloneJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UtcSecondsConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
