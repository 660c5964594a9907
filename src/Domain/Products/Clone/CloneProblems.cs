using Understudy.Domain.Common;

namespace Understudy.Domain.Products.Clone;

/// <summary>A model that still has generated videos cannot be deleted.</summary>
public sealed record ModelInUse : Problem;

/// <summary>A model that the request names is not trained yet, or its training failed.</summary>
public sealed record ModelNotReady(ModelKind Kind, ModelState State) : Problem;
