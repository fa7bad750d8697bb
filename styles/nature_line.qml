<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_line}">
      <rule key="{hedge}" symbol="0" filter="&quot;kind&quot; = &#x27;hedge&#x27; AND &quot;zone_id&quot; IS NULL" label="haag: lokale natuurverbinding (kandidaat)"/>
      <rule key="{row}" symbol="1" filter="&quot;kind&quot; = &#x27;tree_row&#x27; AND &quot;zone_id&quot; IS NULL" label="bomenrij: lokale natuurverbinding (kandidaat)"/>
      <rule key="{within}" symbol="2" filter="&quot;zone_id&quot; IS NOT NULL" label="haag of bomenrij in een natuurzone"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,95,70,255"/>
            <Option name="line_width" type="QString" value="0.7"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="2;1"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="170,70,130,255"/>
            <Option name="line_width" type="QString" value="0.6"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="0.6;0.6"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="120,120,120,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="1;2"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="kind" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="haag" type="QString" value="hedge"/></Option><Option type="Map"><Option name="bomenrij" type="QString" value="tree_row"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="class" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="natuurzone" type="QString" value="natuurzone"/></Option><Option type="Map"><Option name="functionele natuur" type="QString" value="functionele_natuur"/></Option><Option type="Map"><Option name="lokale natuurverbinding" type="QString" value="natuurverbinding"/></Option><Option type="Map"><Option name="matrix" type="QString" value="matrix"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="onbekend"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="subclass" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="groen" type="QString" value="green"/></Option><Option type="Map"><Option name="blauw" type="QString" value="blue"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="vastgesteld" type="QString" value="decided"/></Option><Option type="Map"><Option name="kandidaat" type="QString" value="candidate"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Lijn (sleutel van de haag, laagste van de bomen)"/>
    <alias index="1" field="kind" name="Soort"/>
    <alias index="2" field="class" name="Klasse"/>
    <alias index="3" field="subclass" name="Groen of blauw"/>
    <alias index="4" field="status" name="Status"/>
    <alias index="5" field="length_m" name="Lengte (m)"/>
    <alias index="6" field="trees" name="Bomen"/>
    <alias index="7" field="spacing_max_m" name="Grootste afstand tussen bomen (m)"/>
    <alias index="8" field="height_m" name="Hoogte (m)"/>
    <alias index="9" field="width_m" name="Breedte (m)"/>
    <alias index="10" field="zone_id" name="Ligt in natuurzone (sleutel)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="kind" hidden="0" width="-1"/>
      <column type="field" name="class" hidden="0" width="-1"/>
      <column type="field" name="subclass" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="length_m" hidden="0" width="-1"/>
      <column type="field" name="trees" hidden="0" width="-1"/>
      <column type="field" name="spacing_max_m" hidden="0" width="-1"/>
      <column type="field" name="height_m" hidden="0" width="-1"/>
      <column type="field" name="width_m" hidden="0" width="-1"/>
      <column type="field" name="zone_id" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Lijn" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="kind" index="1" showLabel="1"/>
      <attributeEditorField name="class" index="2" showLabel="1"/>
      <attributeEditorField name="subclass" index="3" showLabel="1"/>
      <attributeEditorField name="status" index="4" showLabel="1"/>
      <attributeEditorField name="length_m" index="5" showLabel="1"/>
      <attributeEditorField name="trees" index="6" showLabel="1"/>
      <attributeEditorField name="spacing_max_m" index="7" showLabel="1"/>
      <attributeEditorField name="height_m" index="8" showLabel="1"/>
      <attributeEditorField name="width_m" index="9" showLabel="1"/>
      <attributeEditorField name="zone_id" index="10" showLabel="1"/>
      <attributeEditorField name="id" index="0" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "kind" = 'hedge' THEN 'haag' WHEN "kind" = 'tree_row' THEN 'bomenrij' ELSE '' END %][% CASE WHEN "zone_id" IS NULL THEN ': lokale natuurverbinding (kandidaat)' ELSE ' in een natuurzone' END %]</b><br>
[% format_number("length_m", 0, 'nl') %] m lang[% CASE WHEN "trees" IS NOT NULL THEN ', ' || "trees" || ' bomen, hoogstens ' || format_number("spacing_max_m", 1, 'nl') || ' m uit elkaar' ELSE '' END %]<br>
Sleutel [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
