using Understudy.Domain.Common;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Reads what a video is asked for with. Sora §2.2, §2.3.</summary>
internal static class VideoBody
{
    private const int MaxPrompt = 5000;
    private const int MaxUrl = 2048;
    private const string WebhookField = "webhook_url";

    /// <summary>Reads it; what is wrong with the fields is remembered there.</summary>
    public static async Task<CreateVideo> ReadAsync(
        HttpRequest request,
        JsonFields fields,
        TaskType type,
        IForeignAddresses addresses,
        CancellationToken cancellationToken) => new(
            Caller.IdOf(request),
            type,
            fields.Paragraphs("prompt", MaxPrompt),
            fields.OptionalChoice("aspect_ratio", SoraWords.AspectRatios) ?? AspectRatio.Landscape,
            fields.OptionalChoice("quality", SoraWords.Qualities) ?? Quality.Standard)
        {
            ImageUrls = type == TaskType.ImageToVideo
                ? fields.Lines("image_urls", ImageSources.Max, ImageSources.MaxAddress, mayBeEmpty: true)
                : [],
            Seed = fields.OptionalWhole("seed", 0, CreateVideoHandler.MaxSeed),
            WebhookUrl = await WebhookAsync(fields, addresses, cancellationToken),
            Id = NewResource.IdOf(request),
        };

    private static async Task<Uri?> WebhookAsync(
        JsonFields fields, IForeignAddresses addresses, CancellationToken cancellationToken)
    {
        int errors = fields.Errors;
        string? text = fields.OptionalLine(WebhookField, MaxUrl);
        // What is wrong with the text has been said.
        if (text is null || fields.Errors > errors) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            fields.Add(WebhookField, FieldFault.Malformed, "Must be an http or https URL.");
        else if (await addresses.CheckAsync(url, cancellationToken) is { } refused)
            fields.Add(WebhookField, FieldFault.NotAllowed, refused);
        return url;
    }
}
