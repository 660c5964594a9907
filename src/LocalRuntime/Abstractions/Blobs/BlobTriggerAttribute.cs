using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the Functions host learns of new blobs. The local runtime watches the folder either way.</summary>
public enum BlobTriggerSource
{
    /// <summary>By storage logs and scans.</summary>
    LogsAndContainerScan = 0,

    /// <summary>By Event Grid.</summary>
    EventGrid = 1,
}

/// <summary>Runs a function for each new or changed blob.</summary>
/// <param name="blobPath"><c>container/name</c>, where the name may hold parts such as <c>{name}</c>.</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary><c>container/name</c> with its named parts.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>The setting that holds the storage connection; <c>AzureWebJobsStorage</c> if it is null.</summary>
    public string? Connection { get; set; }

    /// <summary>How the host learns of new blobs.</summary>
    public BlobTriggerSource Source { get; set; }
}
