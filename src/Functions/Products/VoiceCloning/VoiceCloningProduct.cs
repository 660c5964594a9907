using Understudy.Domain.Accounts;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>All that makes VoiceCloning a product.</summary>
internal static class VoiceCloningProduct
{
    /// <summary>What its paths begin with.</summary>
    public const string BasePath = "/voicecloning/api/v1";

    /// <summary>Its sessions: an hour, as the contract's <c>expires_in</c> says, and continued within 30 days.</summary>
    public static SessionPolicy Sessions { get; } = new(VoiceWork.Product, TimeSpan.FromHours(1), TimeSpan.FromDays(30))
    {
        RetryLife = TimeSpan.FromMinutes(1),
    };

    /// <summary>Adds VoiceCloning to the app.</summary>
    public static void AddVoiceCloning(this IServiceCollection services)
    {
        services.AddSingleton(new Product(VoiceWork.Product, BasePath, VoiceCloningDialect.Instance)
        {
            Document = new ApiDocument("voicecloning.openapi.yaml"),
            Limits = VoiceCloningLimits.All,
            OtherLimit = VoiceCloningLimits.Other,
        });
        services.AddKind<ExtractAudioKind>();
        services.AddKind<TranscribeKind>();
        services.AddKind<CloneVoiceKind>();
        services.AddKind<GenerateVideoKind>();
        services.AddKind<TrainVoiceKind>();
        services.AddKind<PreviewKind>();
        services.AddSingleton<VoiceFiles>();
        services.AddSingleton<VoiceProfiles>();
        services.AddSingleton<VoicePreviews>();
        services.AddSingleton<Transcripts>();
        services.AddSingleton<FitReports>();
        services.AddSingleton<VoiceDesk>();
        services.AddSingleton<IPersonalData, VoiceCloningData>();
        services.AddSingleton<VoiceBodies>();
    }
}

/// <summary>What the contract allows. VoiceCloning, Rate Limiting.</summary>
internal static class VoiceCloningLimits
{
    /// <summary>Everything under the contract's heading of authentication.</summary>
    public const string Authentication = "auth";

    /// <summary>Uploads.</summary>
    public const string Upload = "upload";

    /// <summary>Asking for work; following it is not meant.</summary>
    public const string Processing = "processing";

    /// <summary>The rest.</summary>
    public const string Other = "general";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LimitPolicy> All { get; } =
    [
        new(Authentication, CountedBy.Address, LimitWindow.Minute(5)),
        new(Upload, CountedBy.Account, LimitWindow.Hour(10)),
        new(Processing, CountedBy.Account, LimitWindow.Hour(20)),
        new(Other, CountedBy.Account, LimitWindow.Minute(100)),
    ];
}
