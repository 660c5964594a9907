using Understudy.Domain.Common;

namespace Understudy.Domain.Products.Clone;

/// <summary>A model that still has generated videos cannot be deleted.</summary>
public sealed record ModelInUse : Problem;

/// <summary>A model that the request names is not trained yet, or its training failed.</summary>
public sealed record ModelNotReady(ModelKind Kind, ModelState State) : Problem;

/// <summary>A model's training has failed, so that its upload cannot be confirmed any more.</summary>
public sealed record ModelFailed : Problem;

/// <summary>The upload that is said to be complete is not there.</summary>
public sealed record UploadMissing : Problem;

/// <summary>A person has as many models that are not trained yet as they may have.</summary>
/// <param name="Max">How many those are.</param>
public sealed record TooManyModels(int Max) : Problem;

/// <summary>The video has not been made yet, or never will be.</summary>
public sealed record VideoNotReady : Problem;
