namespace Understudy.Domain.Common;

/// <summary>Where every id comes from.</summary>
public interface IIdFactory
{
    /// <summary>A new UUID version 7 in its canonical lower-case form: later ids sort after earlier ones.</summary>
    string Next();
}
