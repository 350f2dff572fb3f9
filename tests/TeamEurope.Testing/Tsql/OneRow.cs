using System.Collections;
using System.Data.Common;

namespace TeamEurope.Testing.Tsql;

/// <summary>
/// An answer of one row in which every column holds the plainest value of whatever type it is read as: the row of any query. Text is
/// the first word of any list; where a JSON document is kept it is none at all.
/// </summary>
/// <param name="documents">Which columns of the answer hold JSON.</param>
internal sealed class OneRow(IReadOnlySet<int> documents) : DbDataReader
{
    private const string FirstWord = "0";
    private const string NoDocument = "null";
    private bool isRead;

    public override bool Read() => !isRead && (isRead = true);

    public override bool NextResult()
    {
        isRead = false;
        return true;
    }

    public override bool IsDBNull(int ordinal) => false;

    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(string) ? (T)(object)GetString(ordinal)
        : typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>()
        : Nullable.GetUnderlyingType(typeof(T)) is { } inside ? (T)Activator.CreateInstance(inside)!
        : default!;

    public override string GetString(int ordinal) => documents.Contains(ordinal) ? NoDocument : FirstWord;
    public override bool GetBoolean(int ordinal) => default;
    public override byte GetByte(int ordinal) => default;
    public override char GetChar(int ordinal) => default;
    public override DateTime GetDateTime(int ordinal) => default;
    public override decimal GetDecimal(int ordinal) => default;
    public override double GetDouble(int ordinal) => default;
    public override float GetFloat(int ordinal) => default;
    public override Guid GetGuid(int ordinal) => default;
    public override short GetInt16(int ordinal) => default;

    /// <summary>As rows counted by a change, too: one.</summary>
    public override int GetInt32(int ordinal) => 1;

    public override long GetInt64(int ordinal) => 1;
    public override object GetValue(int ordinal) => 1;
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;
    public override string GetDataTypeName(int ordinal) => "nvarchar";
    public override Type GetFieldType(int ordinal) => typeof(string);
    public override string GetName(int ordinal) => ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture);
    public override int GetOrdinal(string name) => 0;
    public override int GetValues(object[] values) => 0;
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
    public override int Depth => 0;
    public override int FieldCount => int.MaxValue;
    public override bool HasRows => true;
    public override bool IsClosed => false;
    public override int RecordsAffected => 1;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(0);
}
